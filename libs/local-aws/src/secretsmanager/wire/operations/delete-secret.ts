import * as z from 'zod/mini';
import { findSecret, findUsableSecret, invalidParameter, operation, seconds, type SecretsCall } from '../call.ts';
import { secretId } from '../inputs.ts';

const day = 24 * 3600 * 1000;

export const deleteSecret = operation(
  z.strictObject({
    SecretId: secretId,
    RecoveryWindowInDays: z.optional(z.int()),
    ForceDeleteWithoutRecovery: z._default(z.boolean(), false),
  }),
  (call, { SecretId, RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: isForced }) => {
    if (isForced && days !== undefined) {
      throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }
    if (days !== undefined && (days < 7 || days > 30)) {
      throw invalidParameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).');
    }
    if (isForced) return deleteAtOnce(call, SecretId);
    const secret = findUsableSecret(call, 'DeleteSecret', SecretId);
    secret.deletedAt = call.clock.now() + (days ?? 30) * day;
    return { ARN: secret.arn, Name: secret.name, DeletionDate: seconds(secret.deletedAt) };
  },
);

function deleteAtOnce(call: SecretsCall, id: string): object {
  const secret = findSecret(call, 'DeleteSecret', id);
  call.store.remove(secret);
  return { ARN: secret.arn, Name: secret.name, DeletionDate: seconds(call.clock.now()) };
}

export const restoreSecret = operation(z.strictObject({ SecretId: secretId }), (call, { SecretId }) => {
  const secret = findSecret(call, 'RestoreSecret', SecretId);
  secret.deletedAt = undefined;
  return { ARN: secret.arn, Name: secret.name };
});
