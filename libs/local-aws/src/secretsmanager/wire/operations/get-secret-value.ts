import * as z from 'zod/mini';
import type { Secret } from '../../engine/secret.ts';
import { current } from '../../engine/secret.ts';
import type { SecretVersion } from '../../engine/secret-version.ts';
import { findUsableSecret, invalidRequest, operation, resourceNotFound, seconds, type SecretsCall } from '../call.ts';
import { secretId } from '../inputs.ts';

export interface VersionChoice {
  readonly VersionId?: string | undefined;
  readonly VersionStage?: string | undefined;
}

export const getSecretValue = operation(
  z.strictObject({ SecretId: secretId, VersionId: z.optional(z.string()), VersionStage: z.optional(z.string()) }),
  (call, input) => readSecretValue(call, input.SecretId, input),
);

/** @throws ServiceError if the caller lacks permission, or the secret or version does not exist */
export function readSecretValue(call: SecretsCall, id: string, choice: VersionChoice): object {
  const { VersionId, VersionStage } = choice;
  const secret = findUsableSecret(call, 'GetSecretValue', id, {
    ...(VersionId !== undefined && { 'secretsmanager:VersionId': VersionId }),
    'secretsmanager:VersionStage': VersionStage ?? current,
  });
  const version = findVersion(call, secret, choice);
  secret.accessedAt = call.clock.now();
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    ...version.value,
    ...(version.stages.size > 0 && { VersionStages: [...version.stages] }),
    CreatedDate: seconds(version.createdAt),
  };
}

function findVersion(call: SecretsCall, secret: Secret, { VersionId: id, VersionStage: stage }: VersionChoice) {
  const version: SecretVersion | undefined =
    id === undefined ? secret.withStage(stage ?? current) : secret.versions.get(id);
  if (!version) {
    const what = id === undefined ? `staging label: ${stage ?? current}` : `VersionId: ${id}`;
    const hint = secret.versions.size === 0 ? `. ${call.explainMissing(secret.name)}` : '';
    throw resourceNotFound(`Secrets Manager can't find the specified secret value for ${what}${hint}`);
  }
  if (stage !== undefined && !version.stages.has(stage)) {
    throw invalidRequest('You provided a VersionStage that is not associated to the provided VersionId.');
  }
  return version;
}
