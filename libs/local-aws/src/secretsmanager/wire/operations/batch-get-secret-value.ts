import * as z from 'zod/mini';
import { ServiceError } from '../../../wire/index.ts';
import { invalidParameter, operation } from '../call.ts';
import { filterSecrets } from '../filter-secrets.ts';
import { filters, secretId } from '../inputs.ts';
import { page } from '../page.ts';
import { readSecretValue } from './get-secret-value.ts';

export const batchGetSecretValue = operation(
  z.strictObject({
    SecretIdList: z.optional(z.array(secretId).check(z.minLength(1), z.maxLength(20))),
    Filters: filters,
    MaxResults: z.optional(z.int().check(z.minimum(1), z.maximum(20))),
    NextToken: z.optional(z.string()),
  }),
  (call, input) => {
    call.authorize('secretsmanager:BatchGetSecretValue', '*');
    if ((input.SecretIdList === undefined) === (input.Filters.length === 0)) {
      throw invalidParameter('You must provide either SecretIdList or Filters, and not both.');
    }
    const found = filterSecrets(call.store.all, input.Filters).filter(({ deletedAt }) => deletedAt === undefined);
    const { items, ...next } = page(input.SecretIdList ?? found.map(({ arn }) => arn), { MaxResults: 20, ...input });
    const SecretValues: object[] = [];
    const Errors: object[] = [];
    for (const id of items) {
      try {
        SecretValues.push(readSecretValue(call, id, {}));
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        Errors.push({ SecretId: id, ErrorCode: error.code, Message: error.message });
      }
    }
    return { SecretValues, Errors, ...next };
  },
);
