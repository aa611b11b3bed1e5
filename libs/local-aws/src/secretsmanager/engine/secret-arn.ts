import { createHash } from 'node:crypto';

export interface SecretOwner {
  readonly region: string;
  readonly accountId: string;
}

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The ARN of a secret, with six random-looking characters that are derived from its name. */
export function secretArn(name: string, { region, accountId }: SecretOwner): string {
  const suffix = Array.from(createHash('sha256').update(name).digest().subarray(0, 6))
    .map((byte) => characters.charAt(byte % characters.length))
    .join('');
  return `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${suffix}`;
}

/**
 * The names that a secret's ARN may refer to: everything after `secret:`, and the same without the six characters of a
 * complete ARN.
 */
export function namesInArn(arn: string): readonly string[] {
  const name = arn.split(':').slice(6).join(':');
  const complete = /^(.+)-[A-Z0-9]{6}$/i.exec(name)?.[1];
  return complete === undefined ? [name] : [name, complete];
}
