import { type SignatureCase, signatureCases } from './signature-cases.ts';
import { Sha256, SignatureV4 } from './smithy-signer.ts';

/** A signed request, and the intermediate results of its signature. */
export interface GoldenSignature {
  readonly name: string;
  /** As sent over the wire, including its signature. */
  readonly request: {
    readonly method: string;
    readonly target: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body: string;
  };
  readonly canonicalRequest: string;
  readonly stringToSign: string;
}

/** AWS's documented example key, with the scope and the time of its test suite. */
export const goldenSigning = {
  region: 'us-east-1',
  service: 'execute-api',
  signedAt: Date.parse('2015-08-30T12:36:00Z'),
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
  sessionToken: 'EXAMPLE/SESSION+TOKEN==',
} as const;

const host = 'example.amazonaws.com';

/** Signs all cases with the signer of the AWS SDK. */
export const recordSignatures = (): Promise<GoldenSignature[]> => Promise.all(signatureCases.map(record));

async function record(signatureCase: SignatureCase): Promise<GoldenSignature> {
  const { name, method = 'GET', target = '/', headers = [], body = '', sessionToken } = signatureCase;
  const { region, service, signedAt, credentials } = goldenSigning;
  const signer = new RecordingSigner({
    region,
    service,
    sha256: Sha256,
    applyChecksum: signatureCase.bodyHash ?? false,
    credentials: { ...credentials, ...(sessionToken === 'signed' && { sessionToken: goldenSigning.sessionToken }) },
  });
  const { path, query } = splitTarget(target);
  const given = {
    method,
    protocol: 'https:',
    hostname: host,
    path,
    query: groupValues(query),
    headers: Object.fromEntries(
      Object.entries(groupValues([...headers, ['Host', host]])).map(([header, values]) => [header, values.join(',')]),
    ),
    body,
  };
  const signingDate = new Date(signedAt);
  const signed = signatureCase.presigned
    ? await signer.presign(given, { signingDate, expiresIn: 3600 })
    : await signer.sign(given, { signingDate });

  const givenNames = new Set(Object.keys(given.headers).map((header) => header.toLowerCase()));
  const added = Object.entries(signed.headers).filter(([header]) => !givenNames.has(header.toLowerCase()));
  if (sessionToken === 'unsigned') added.push(['x-amz-security-token', goldenSigning.sessionToken]);
  return {
    name,
    request: {
      method,
      target: signatureCase.presigned ? `${path}?${formatQuery(signed.query ?? {})}` : target,
      headers: [['Host', host], ...headers, ...added],
      body,
    },
    canonicalRequest: signer.canonicalRequest,
    stringToSign: signer.stringToSign,
  };
}

/** Keeps the signer's intermediate results. */
class RecordingSigner extends SignatureV4 {
  canonicalRequest = '';
  stringToSign = '';

  protected override async createStringToSign(...given: Parameters<SignerTexts['createStringToSign']>) {
    this.canonicalRequest = given[2];
    this.stringToSign = await super.createStringToSign(...given);
    return this.stringToSign;
  }
}

interface SignerTexts {
  createStringToSign(longDate: string, scope: string, canonicalRequest: string, algorithm: string): Promise<string>;
}

/** Splits a target without the URL parser, which would resolve `.` and `..`. */
function splitTarget(target: string): { path: string; query: [string, string][] } {
  const [path = '', ...query] = target.split('?');
  return { path, query: [...new URLSearchParams(query.join('?'))] };
}

function groupValues(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const groups = Map.groupBy(pairs, ([name]) => name);
  return Object.fromEntries([...groups].map(([name, values]) => [name, values.map(([, value]) => value)]));
}

const formatQuery = (query: Readonly<Record<string, string | string[] | null>>) =>
  Object.entries(query)
    .flatMap(([name, values]) => [values ?? []].flat().map((value) => `${encode(name)}=${encode(value)}`))
    .join('&');

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
