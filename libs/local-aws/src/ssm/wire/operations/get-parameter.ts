import * as z from 'zod/mini';
import { ServiceError } from '../../../wire/index.ts';
import {
  authorizeParameter,
  describeValue,
  operation,
  parameterNotFound,
  type ParametersCall,
  splitSelector,
} from '../call.ts';

const name = z.string().check(z.minLength(1), z.maxLength(2048));

export const getParameter = operation(
  z.strictObject({ Name: name, WithDecryption: z._default(z.boolean(), false) }),
  (call, { Name, WithDecryption }) => {
    authorizeParameter(call, 'GetParameter', splitSelector(Name).name);
    return { Parameter: readParameter(call, Name, WithDecryption) };
  },
);

export const getParameters = operation(
  z.strictObject({
    Names: z.array(name).check(z.minLength(1), z.maxLength(10)),
    WithDecryption: z._default(z.boolean(), false),
  }),
  (call, { Names, WithDecryption }) => {
    for (const each of Names) authorizeParameter(call, 'GetParameters', splitSelector(each).name);
    const Parameters: object[] = [];
    const InvalidParameters: string[] = [];
    for (const each of new Set(Names)) {
      try {
        Parameters.push(readParameter(call, each, WithDecryption));
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        InvalidParameters.push(each);
      }
    }
    return { Parameters, InvalidParameters };
  },
);

/** @throws ServiceError if the parameter or the requested version does not exist */
function readParameter(call: ParametersCall, nameOrArn: string, isDecrypted: boolean): object {
  const { name: wanted, selector } = splitSelector(nameOrArn);
  const parameter = call.store.find(wanted);
  if (!parameter) throw parameterNotFound(call.explainMissing(wanted.replace(/^arn:.*:parameter(?=\/)/, '')));
  const version =
    selector === undefined
      ? parameter.latest
      : parameter.versions.find(({ version: number }) => String(number) === selector);
  if (version) return describeValue(call, parameter, version, { isDecrypted, selector });
  const message = `Systems Manager could not find version ${selector ?? ''} of ${parameter.name}. Verify the version and try again.`;
  throw new ServiceError(400, 'ParameterVersionNotFound', message);
}
