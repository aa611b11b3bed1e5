import * as z from 'zod/mini';
import { ServiceError } from '../../../wire/index.ts';
import { invalidRequest, operation, resourceExists } from '../call.ts';
import { clientRequestToken, description, kmsKeyId, secretBinary, secretString, tags } from '../inputs.ts';
import { addVersion, givenValue } from '../new-version.ts';

export const createSecret = operation(
  z.strictObject({
    Name: z.string().check(z.minLength(1), z.maxLength(512)),
    ClientRequestToken: clientRequestToken,
    Description: description,
    KmsKeyId: kmsKeyId,
    SecretString: secretString,
    SecretBinary: secretBinary,
    Tags: tags,
  }),
  ({ store, clock, authorize }, input) => {
    const { Name: name, Description, KmsKeyId, Tags = [], ClientRequestToken: token } = input;
    if (!/^[\w/+=.@!-]+$/.test(name)) {
      const rule =
        'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!';
      throw new ServiceError(400, 'ValidationException', rule);
    }
    authorize('secretsmanager:CreateSecret', store.arnOf(name), { 'secretsmanager:Name': name });
    const value = givenValue(input);
    const there = store.find(name);
    if (there?.deletedAt !== undefined) {
      throw invalidRequest(
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    }
    if (there && !(token !== undefined && value && there.versions.has(token))) {
      throw resourceExists(`The operation failed because the secret ${name} already exists.`);
    }
    const secret =
      there ??
      store.create({
        name,
        tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
        ...(Description !== undefined && { description: Description }),
        ...(KmsKeyId !== undefined && { kmsKeyId: KmsKeyId }),
      });
    const version = value && addVersion(secret, value, clock.now(), { token });
    return { ARN: secret.arn, Name: name, ...(version && { VersionId: version.id }) };
  },
);
