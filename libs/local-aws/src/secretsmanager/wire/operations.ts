import type { JsonOperation } from '../../wire/index.ts';
import type { SecretsCall } from './call.ts';
import { batchGetSecretValue } from './operations/batch-get-secret-value.ts';
import { createSecret } from './operations/create-secret.ts';
import { deleteSecret, restoreSecret } from './operations/delete-secret.ts';
import { describeSecret, listSecrets, listSecretVersionIds } from './operations/describe-secrets.ts';
import { getRandomPassword } from './operations/get-random-password.ts';
import { getSecretValue } from './operations/get-secret-value.ts';
import { putSecretValue } from './operations/put-secret-value.ts';
import { tagResource, untagResource } from './operations/tag-resource.ts';
import { updateSecret } from './operations/update-secret.ts';
import { updateSecretVersionStage } from './operations/update-secret-version-stage.ts';

/** The Secrets Manager operations that the local run supports. */
export const operations: ReadonlyMap<string, JsonOperation<SecretsCall>> = new Map([
  ['BatchGetSecretValue', batchGetSecretValue],
  ['CreateSecret', createSecret],
  ['DeleteSecret', deleteSecret],
  ['DescribeSecret', describeSecret],
  ['GetRandomPassword', getRandomPassword],
  ['GetSecretValue', getSecretValue],
  ['ListSecretVersionIds', listSecretVersionIds],
  ['ListSecrets', listSecrets],
  ['PutSecretValue', putSecretValue],
  ['RestoreSecret', restoreSecret],
  ['TagResource', tagResource],
  ['UntagResource', untagResource],
  ['UpdateSecret', updateSecret],
  ['UpdateSecretVersionStage', updateSecretVersionStage],
]);
