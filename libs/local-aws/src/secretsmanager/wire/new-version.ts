import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { current, type Secret } from '../engine/secret.ts';
import type { SecretValue, SecretVersion } from '../engine/secret-version.ts';
import { invalidParameter, resourceExists } from './call.ts';

interface GivenValue {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: string | undefined;
}

/** The value in a request, if any. @throws ServiceError if there are two */
export function givenValue({ SecretString, SecretBinary }: GivenValue): SecretValue | undefined {
  if (SecretString !== undefined && SecretBinary !== undefined) {
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  if (SecretString !== undefined) return { SecretString };
  return SecretBinary === undefined ? undefined : { SecretBinary };
}

/**
 * Adds a version, or finds the one that the same request added earlier.
 * @throws ServiceError if the token belongs to a version with a different value
 */
export function addVersion(
  secret: Secret,
  value: SecretValue,
  now: number,
  options: { readonly token?: string | undefined; readonly stages?: readonly string[] | undefined } = {},
): SecretVersion {
  const { token = randomUUID(), stages = [current] } = options;
  const there = secret.versions.get(token);
  if (!there) return secret.add({ id: token, value }, stages, now);
  if (isDeepStrictEqual(there.value, value)) return there;
  throw resourceExists(
    `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${secret.arn}.`,
  );
}
