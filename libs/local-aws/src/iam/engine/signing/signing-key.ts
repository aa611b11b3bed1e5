import { createHmac, hash } from 'node:crypto';

/** What a signature is good for: `20150830/us-east-1/execute-api/aws4_request`. */
export interface CredentialScope {
  /** `YYYYMMDD` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
}

export const signingAlgorithm = 'AWS4-HMAC-SHA256';
export const scopeTerminator = 'aws4_request';

/** @param timestamp `YYYYMMDDTHHMMSSZ` */
export function stringToSign(timestamp: string, scope: CredentialScope, canonicalRequest: Buffer): string {
  const { date, region, service, terminator } = scope;
  return `${signingAlgorithm}\n${timestamp}\n${date}/${region}/${service}/${terminator}\n${hash('sha256', canonicalRequest)}`;
}

/** The signature in hex. A session token isn't part of the key (docs/facts/e.md#e8). */
export function sign(secretAccessKey: string, scope: CredentialScope, text: string): string {
  const key = [scope.date, scope.region, scope.service, scope.terminator].reduce<Buffer>(
    (previous, part) => hmacSha256(previous, part),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  return hmacSha256(key, text).toString('hex');
}

/** HMAC-SHA256 (RFC 2104) */
export function hmacSha256(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
