import * as z from 'zod/mini';
import type { ParameterVersion } from '../../engine/parameter.ts';
import { authorizeParameter, operation, parameterNotFound, shownValue } from '../call.ts';
import { filterParameters, parameterFilters } from '../filter-parameters.ts';
import { page } from '../page.ts';

const paging = {
  MaxResults: z._default(z.int().check(z.minimum(1), z.maximum(50)), 50),
  NextToken: z.optional(z.string()),
};

export const describeParameters = operation(
  z.strictObject({ ParameterFilters: parameterFilters, ...paging }),
  ({ store, authorize }, input) => {
    authorize('ssm:DescribeParameters', '*');
    const { items, ...next } = page(filterParameters(store.all, input.ParameterFilters), input);
    const Parameters = items.flatMap(({ name, latest }) =>
      latest ? [{ Name: name, ARN: store.arnOf(name), Type: latest.type, ...metadata(latest), DataType: 'text' }] : [],
    );
    return { Parameters, ...next };
  },
);

export const getParameterHistory = operation(
  z.strictObject({ Name: z.string(), WithDecryption: z._default(z.boolean(), false), ...paging }),
  (call, input) => {
    authorizeParameter(call, 'GetParameterHistory', input.Name);
    const parameter = call.store.find(input.Name);
    if (!parameter) throw parameterNotFound(call.explainMissing(input.Name));
    const { items, ...next } = page(parameter.versions, input);
    const options = { isDecrypted: input.WithDecryption };
    const Parameters = items.map((version) => ({
      Name: parameter.name,
      Type: version.type,
      Value: shownValue(call.store.arnOf(parameter.name), version, options),
      ...metadata(version),
      Labels: [],
      DataType: 'text',
    }));
    return { Parameters, ...next };
  },
);

function metadata(version: ParameterVersion): object {
  const { description, allowedPattern, keyId } = version;
  return {
    ...(keyId !== undefined && { KeyId: keyId }),
    LastModifiedDate: version.modifiedAt / 1000,
    LastModifiedUser: version.modifiedBy,
    ...(description !== undefined && { Description: description }),
    ...(allowedPattern !== undefined && { AllowedPattern: allowedPattern }),
    Version: version.version,
    Tier: version.tier,
    Policies: [],
  };
}
