import { timingSafeEqual } from 'node:crypto';
import {
  AuthenticationError,
  type Caller,
  headerValue,
  type HttpRequest,
  type SignatureProblem,
} from '../../../kernel/index.ts';
import type { CredentialStore } from '../credential-store.ts';
import { canonicalRequest, commonSigningRules, type SigningRules } from './canonical-request.ts';
import { type PresentedSignature, presentedSignature } from './presented-signature.ts';
import { formatSigningDate, parseSigningDate } from './signing-date.ts';
import { type CredentialScope, scopeTerminator, sign, signingAlgorithm, stringToSign } from './signing-key.ts';

export interface AuthenticationOptions {
  /** The service's name in a credential scope, such as `execute-api`. */
  readonly service: string;
  readonly region: string;
  /**
   * Real time in epoch milliseconds, for the expiry of temporary credentials and for signatures of external clients.
   */
  readonly realTime: number;
  /**
   * The stack's time in epoch milliseconds, for signatures of functions. A signature may be dated with either clock.
   * @default realTime
   */
  readonly stackTime?: number;
  readonly credentials: CredentialStore;
  /** @default the rules of all services except S3 */
  readonly rules?: SigningRules;
}

/** A valid signature, which can be continued over a body in chunks. */
export interface VerifiedSignature {
  readonly caller: Caller;
  readonly signature: string;
  /** Signs lines that follow the algorithm, the time and the scope, such as those of a chunk. */
  signNext(algorithm: string, lines: readonly string[]): string;
}

/**
 * Verifies a request's SigV4 signature. @returns the caller who signed it
 * @throws AuthenticationError with the message that API Gateway sends (docs/facts/a.md#a1 to #a13)
 */
export function authenticate(request: HttpRequest, options: AuthenticationOptions): Caller {
  return verifySignature(request, options).caller;
}

/** As {@link authenticate}, for a service whose bodies are signed in chunks. */
export function verifySignature(request: HttpRequest, options: AuthenticationOptions): VerifiedSignature {
  const { rules = commonSigningRules } = options;
  const presented = presentedSignature(request);
  const signedAt = parseSigningDate(presented.date);
  checkTime(
    signedAt,
    presented.expiresInSeconds,
    nearest(signedAt, options.realTime, options.stackTime ?? options.realTime),
    rules,
  );
  checkSignedHeaders(request, presented);
  const { accessKeyId, scope } = parseCredential(presented);
  const timestamp = formatSigningDate(signedAt);
  checkScope(scope, timestamp, options);
  const found = options.credentials.find(accessKeyId, presented.sessionToken);
  if (!found) {
    throw new AuthenticationError('UnrecognizedClient', 'The security token included in the request is invalid.');
  }
  if (found.expiresAt !== undefined && found.expiresAt <= options.realTime) {
    throw new AuthenticationError('ExpiredToken', 'The security token included in the request is expired');
  }
  const canonical = canonicalRequest(request, presented.signedHeaders, rules);
  checkSignature(canonical, presented, timestamp, scope, found.secretAccessKey);
  const { date, region, service, terminator } = scope;
  return {
    caller: found.caller,
    signature: presented.signature,
    signNext: (algorithm, lines) => {
      const text = [algorithm, timestamp, `${date}/${region}/${service}/${terminator}`, ...lines].join('\n');
      return sign(found.secretAccessKey, scope, text);
    },
  };
}

const nearest = (time: number, one: number, other: number): number =>
  Math.abs(time - one) <= Math.abs(time - other) ? one : other;

function checkTime(
  signedAt: number,
  expiresInSeconds: number | undefined,
  now: number,
  { maxSkewMs }: SigningRules,
): void {
  const lifetimeMs = expiresInSeconds === undefined ? maxSkewMs : expiresInSeconds * 1000;
  if (signedAt < now - lifetimeMs) {
    const bound = `${formatSigningDate(now - lifetimeMs)} (${formatSigningDate(now)} - ${describeTime(lifetimeMs)})`;
    throw invalid(`Signature expired: ${formatSigningDate(signedAt)} is now earlier than ${bound}`, 'expired');
  }
  if (signedAt > now + maxSkewMs) {
    const bound = `${formatSigningDate(now + maxSkewMs)} (${formatSigningDate(now)} + ${describeTime(maxSkewMs)})`;
    throw invalid(
      `Signature not yet current: ${formatSigningDate(signedAt)} is still later than ${bound}`,
      'notYetCurrent',
    );
  }
}

const describeTime = (ms: number) => (ms % 60_000 === 0 ? `${ms / 60_000} min.` : `${ms / 1000} sec.`);

function checkSignedHeaders(request: HttpRequest, { signedHeaders, algorithm }: PresentedSignature): void {
  if (!signedHeaders.some((name) => name.toLowerCase() === 'host')) {
    throw invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  if (algorithm !== signingAlgorithm) {
    throw incomplete(`Unsupported AWS 'algorithm': '${algorithm}' (only ${signingAlgorithm} for now). `);
  }
  const absent = signedHeaders.find((name) => headerValue(request, name) === undefined);
  if (absent !== undefined) {
    throw incomplete(`'${absent}' is named as a SignedHeader, but it does not exist in the HTTP request.`);
  }
}

function parseCredential({ credential }: PresentedSignature): { accessKeyId: string; scope: CredentialScope } {
  const parts = credential.split('/');
  const [accessKeyId, date, region, service, terminator] = parts;
  if (parts.length !== 5 || !accessKeyId || !date || !region || !service || !terminator) {
    throw incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  return { accessKeyId, scope: { date, region, service, terminator } };
}

/** Each problem is a sentence that ends with a space, as on AWS (docs/facts/a.md#a11). */
function checkScope(scope: CredentialScope, timestamp: string, { region, service }: AuthenticationOptions): void {
  const date = timestamp.slice(0, 8);
  const problems = [
    scope.region === region ? '' : `Credential should be scoped to a valid region, not '${scope.region}'. `,
    scope.service === service ? '' : `Credential should be scoped to correct service: '${service}'. `,
    scope.terminator === scopeTerminator
      ? ''
      : `Credential should be scoped with a valid terminator: '${scopeTerminator}', not '${scope.terminator}'. `,
    scope.date === date
      ? ''
      : `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.date}' != '${date}', from '${timestamp}'. `,
  ].join('');
  if (problems !== '') throw invalid(problems, 'wrongScope');
}

function checkSignature(
  canonical: Buffer,
  { signature }: PresentedSignature,
  timestamp: string,
  scope: CredentialScope,
  secretAccessKey: string,
): void {
  const toSign = stringToSign(timestamp, scope, canonical);
  if (equalInConstantTime(sign(secretAccessKey, scope, toSign), signature)) return;
  throw invalid(
    'The request signature we calculated does not match the signature you provided. ' +
      'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.' +
      `\n\nThe Canonical String for this request should have been\n'${canonical.toString('utf8')}'` +
      `\n\nThe String-to-Sign should have been\n'${toSign}'\n`,
    'mismatch',
  );
}

function equalInConstantTime(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const invalid = (message: string, problem?: SignatureProblem) =>
  new AuthenticationError('InvalidSignature', message, problem);
const incomplete = (message: string) => new AuthenticationError('IncompleteSignature', message);
