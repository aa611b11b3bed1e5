import * as z from 'zod/mini';
import type { Secret } from '../../engine/secret.ts';
import { findSecret, operation, seconds } from '../call.ts';
import { filterSecrets } from '../filter-secrets.ts';
import { filters, secretId } from '../inputs.ts';
import { page } from '../page.ts';

export const describeSecret = operation(z.strictObject({ SecretId: secretId }), (call, { SecretId }) => {
  const secret = findSecret(call, 'DescribeSecret', SecretId);
  const stages = stagesOf(secret);
  return { ...description(secret), ...(Object.keys(stages).length > 0 && { VersionIdsToStages: stages }) };
});

export const listSecrets = operation(
  z.strictObject({
    Filters: filters,
    IncludePlannedDeletion: z._default(z.boolean(), false),
    MaxResults: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
    NextToken: z.optional(z.string()),
    SortOrder: z._default(z.enum(['asc', 'desc']), 'desc'),
    SortBy: z._default(z.enum(['created-date', 'name']), 'created-date'),
  }),
  ({ store, authorize }, input) => {
    authorize('secretsmanager:ListSecrets', '*');
    const listed = filterSecrets(store.all, input.Filters)
      .filter(({ deletedAt }) => deletedAt === undefined || input.IncludePlannedDeletion)
      .toSorted((a, b) => (input.SortBy === 'name' ? (a.name < b.name ? -1 : 1) : a.createdAt - b.createdAt));
    const { items, ...next } = page(input.SortOrder === 'asc' ? listed : listed.toReversed(), input);
    const SecretList = items.map((secret) => ({ ...description(secret), SecretVersionsToStages: stagesOf(secret) }));
    return { SecretList, ...next };
  },
);

export const listSecretVersionIds = operation(
  z.strictObject({
    SecretId: secretId,
    IncludeDeprecated: z._default(z.boolean(), false),
    MaxResults: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
    NextToken: z.optional(z.string()),
  }),
  (call, input) => {
    const secret = findSecret(call, 'ListSecretVersionIds', input.SecretId);
    const listed = [...secret.versions.values()].filter(({ stages }) => stages.size > 0 || input.IncludeDeprecated);
    const { items, ...next } = page(listed, input);
    const Versions = items.map(({ id, stages, createdAt }) => ({
      VersionId: id,
      ...(stages.size > 0 && { VersionStages: [...stages] }),
      CreatedDate: seconds(createdAt),
      KmsKeyIds: [secret.kmsKeyId ?? 'DefaultEncryptionKey'],
    }));
    return { Versions, ARN: secret.arn, Name: secret.name, ...next };
  },
);

function description(secret: Secret): object {
  const { tags, accessedAt, deletedAt } = secret;
  const day = 24 * 3600 * 1000;
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(secret.description !== undefined && { Description: secret.description }),
    ...(secret.kmsKeyId !== undefined && { KmsKeyId: secret.kmsKeyId }),
    CreatedDate: seconds(secret.createdAt),
    LastChangedDate: seconds(secret.changedAt),
    // Only the date: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
    ...(accessedAt !== undefined && { LastAccessedDate: seconds(accessedAt - (accessedAt % day)) }),
    ...(deletedAt !== undefined && { DeletedDate: seconds(deletedAt) }),
    ...(tags.size > 0 && { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) }),
  };
}

const stagesOf = ({ versions }: Secret): Record<string, string[]> =>
  Object.fromEntries(
    [...versions.values()].filter(({ stages }) => stages.size > 0).map(({ id, stages }) => [id, [...stages]]),
  );
