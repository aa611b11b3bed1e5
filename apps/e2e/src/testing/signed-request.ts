import { request } from 'node:http';
import { request as secureRequest } from 'node:https';
import { AwsV4Signer } from 'aws4fetch';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface RequestOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface SigningOptions extends RequestOptions {
  readonly credentials: Credentials;
  readonly region: string;
  readonly service?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** Signs a request and sends it with header names in the given case. */
export async function signedRequest(url: string, options: SigningOptions): Promise<Answer> {
  const { credentials, region, service = 'execute-api', method = 'GET', headers = {}, body } = options;
  const signer = new AwsV4Signer({
    ...credentials,
    url,
    method,
    region,
    service,
    headers: { ...headers },
    ...(body !== undefined && { body }),
  });
  const signed = await signer.sign();
  const added: [string, string][] = [
    'authorization',
    'x-amz-date',
    'x-amz-security-token',
    'x-amz-content-sha256',
  ].flatMap((name) => {
    const value = signed.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return plainRequest(url, {
    method,
    headers: { ...headers, ...Object.fromEntries(added) },
    ...(body !== undefined && { body }),
  });
}

/** Sends a request without signing it. */
export function plainRequest(
  url: string,
  { method = 'GET', headers = {}, body }: RequestOptions = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? secureRequest : request;
    const outgoing = send(url, { method, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
