import { canonicalRequest, formatSigningDate, sign, stringToSign } from '@jobs/local-aws/iam';

export interface Message {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
}

/** Serializes a message as it is sent over the wire. */
export function toWire({ method, target, headers, body }: Message): Buffer {
  const all = [...headers, ['content-length', String(body.length)], ['connection', 'close']] as const;
  const head = [`${method} ${target} HTTP/1.1`, ...all.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'utf8'), body]);
}

/** Adds the headers of a valid signature, if the message can be signed. */
export function signed(message: Message, service: string, { sessionToken, ...signer }: Signer): Message {
  const timestamp = formatSigningDate(Date.now());
  const scope = { date: timestamp.slice(0, 8), region: signer.region, service, terminator: 'aws4_request' };
  const headers: Message['headers'] = [
    ...message.headers,
    ['host', 'localhost'],
    ['x-amz-date', timestamp],
    ...(sessionToken === undefined ? [] : [['x-amz-security-token', sessionToken] as const]),
  ];
  const names = ['host', 'x-amz-date', ...(sessionToken === undefined ? [] : ['x-amz-security-token'])];
  const [path = '', ...query] = message.target.split('?');
  const request = { ...message, headers, path, query: query.join('?'), sourceIp: '' };
  const signature = sign(
    signer.secretAccessKey,
    scope,
    stringToSign(timestamp, scope, canonicalRequest(request, names)),
  );
  const credential = [signer.accessKeyId, scope.date, scope.region, service, scope.terminator].join('/');
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...message, headers: [...headers, ['authorization', authorization]] };
}
