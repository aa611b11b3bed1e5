import * as z from 'zod/mini';
import { findUsableSecret, operation } from '../call.ts';
import { clientRequestToken, description, kmsKeyId, secretBinary, secretId, secretString } from '../inputs.ts';
import { addVersion, givenValue } from '../new-version.ts';

export const updateSecret = operation(
  z.strictObject({
    SecretId: secretId,
    ClientRequestToken: clientRequestToken,
    Description: description,
    KmsKeyId: kmsKeyId,
    SecretString: secretString,
    SecretBinary: secretBinary,
  }),
  (call, input) => {
    const secret = findUsableSecret(call, 'UpdateSecret', input.SecretId);
    const value = givenValue(input);
    const now = call.clock.now();
    const version = value && addVersion(secret, value, now, { token: input.ClientRequestToken });
    secret.description = input.Description ?? secret.description;
    secret.kmsKeyId = input.KmsKeyId ?? secret.kmsKeyId;
    secret.changedAt = now;
    return { ARN: secret.arn, Name: secret.name, ...(version && { VersionId: version.id }) };
  },
);
