import * as z from 'zod/mini';
import { authorizeParameter, describeValue, operation, validationError } from '../call.ts';
import { filterParameters, isBelow, parameterFilters } from '../filter-parameters.ts';
import { page } from '../page.ts';

export const getParametersByPath = operation(
  z.strictObject({
    Path: z.string().check(z.minLength(1), z.maxLength(2048)),
    Recursive: z._default(z.boolean(), false),
    ParameterFilters: parameterFilters,
    WithDecryption: z._default(z.boolean(), false),
    MaxResults: z._default(z.int().check(z.minimum(1), z.maximum(10)), 10),
    NextToken: z.optional(z.string()),
  }),
  (call, input) => {
    const { Path, Recursive, WithDecryption: isDecrypted } = input;
    if (!Path.startsWith('/')) {
      throw validationError(
        `The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can't be prefixed with \\"aws\\" or \\"ssm\\" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.`,
      );
    }
    authorizeParameter(call, 'GetParametersByPath', Path);
    const below = call.store.all.filter(({ name }) => isBelow(name, Path, Recursive));
    const { items, ...next } = page(filterParameters(below, input.ParameterFilters), input);
    const Parameters = items.flatMap((parameter) =>
      parameter.latest ? [describeValue(call, parameter, parameter.latest, { isDecrypted })] : [],
    );
    return { Parameters, ...next };
  },
);
