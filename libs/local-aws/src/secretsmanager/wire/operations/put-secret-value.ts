import * as z from 'zod/mini';
import { findUsableSecret, invalidParameter, operation } from '../call.ts';
import { clientRequestToken, secretBinary, secretId, secretString } from '../inputs.ts';
import { addVersion, givenValue } from '../new-version.ts';

export const putSecretValue = operation(
  z.strictObject({
    SecretId: secretId,
    ClientRequestToken: clientRequestToken,
    SecretString: secretString,
    SecretBinary: secretBinary,
    VersionStages: z.optional(
      z.array(z.string().check(z.minLength(1), z.maxLength(256))).check(z.minLength(1), z.maxLength(20)),
    ),
  }),
  (call, input) => {
    const secret = findUsableSecret(call, 'PutSecretValue', input.SecretId);
    const value = givenValue(input);
    if (!value) throw invalidParameter('You must provide either SecretString or SecretBinary.');
    const { ClientRequestToken: token, VersionStages: stages } = input;
    const version = addVersion(secret, value, call.clock.now(), { token, stages });
    return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: [...version.stages] };
  },
);
