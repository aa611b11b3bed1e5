import * as z from 'zod/mini';
import { current, previous, type Secret } from '../../engine/secret.ts';
import type { SecretVersion } from '../../engine/secret-version.ts';
import { findUsableSecret, invalidParameter, operation, resourceNotFound } from '../call.ts';
import { secretId } from '../inputs.ts';

export const updateSecretVersionStage = operation(
  z.strictObject({
    SecretId: secretId,
    VersionStage: z.string().check(z.minLength(1), z.maxLength(256)),
    RemoveFromVersionId: z.optional(z.string()),
    MoveToVersionId: z.optional(z.string()),
  }),
  (call, { SecretId, VersionStage: stage, RemoveFromVersionId: from, MoveToVersionId: to }) => {
    const secret = findUsableSecret(call, 'UpdateSecretVersionStage', SecretId);
    const holder = secret.withStage(stage);
    if (holder && holder.id !== (from ?? (holder.id === to ? to : undefined))) {
      throw invalidParameter(
        `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
      );
    }
    if (to === undefined && stage === current) {
      throw invalidParameter(`You can't remove staging label ${current}: move it to another version.`);
    }
    const target = to === undefined ? undefined : versionOf(secret, to);
    const now = call.clock.now();
    secret.moveStage(stage, target, now);
    if (stage === current && holder && holder !== target) secret.moveStage(previous, holder, now);
    return { ARN: secret.arn, Name: secret.name };
  },
);

function versionOf(secret: Secret, id: string): SecretVersion {
  const version = secret.versions.get(id);
  if (version) return version;
  throw resourceNotFound(`Secrets Manager can't find the specified secret value for VersionId: ${id}`);
}
