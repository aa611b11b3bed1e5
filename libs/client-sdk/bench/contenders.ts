import { createHash, createHmac, randomUUID } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import aws4 from 'aws4';
import { AwsV4Signer } from 'aws4fetch';
import type * as Sdk from '../src/index.ts';
import type * as Signing from '../src/sign-request.ts';
import { sleeping } from '../src/testing/test-contract.ts';

/** One way to send a signed request, and to sign it only. */
export interface Contender {
  readonly name: string;
  readonly sign: () => Promise<unknown>;
  readonly send: () => Promise<unknown>;
}

const credentials = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'x'.repeat(400),
};
const region = 'eu-west-1';
const service = 'execute-api';
const body = JSON.stringify({ seconds: 5 });
const headers = () => ({
  'content-type': 'application/json',
  'idempotency-key': `${Date.now()}-${randomUUID()}`,
});

/**
 * All send the same request: the same method, path, headers and body; ours also retries, and checks and types the
 * response.
 */
export async function contenders(port: number): Promise<Contender[]> {
  const url = `http://127.0.0.1:${port}/dev/jobs`;
  const host = `127.0.0.1:${port}`;
  const post = async (signed: Record<string, string> | Headers) => {
    const response = await fetch(url, { method: 'POST', headers: signed, body });
    return response.json();
  };
  return [
    await ours(url),
    ...[bySmithy(host), byAws4(host), byAws4fetch(url)].map(({ name, sign }) => ({
      name,
      sign,
      send: async () => post(await sign()),
    })),
  ];
}

async function ours(url: string): Promise<Contender> {
  // What users get: the build, which may not be there when this is compiled.
  const built = (file: string): Promise<unknown> => import(new URL(`../dist/${file}`, import.meta.url).href);
  const { createJobsClient } = (await built('index.js')) as typeof Sdk;
  const { signRequest } = (await built('sign-request.js')) as typeof Signing;
  const client = createJobsClient({ baseUrl: url.replace('/jobs', ''), region, credentials });
  return {
    name: '@jobs/client-sdk',
    sign: () =>
      signRequest(
        { method: 'POST', url, headers: new Headers(headers()), body: new TextEncoder().encode(body).buffer },
        credentials,
        { region, service, now: Date.now() },
      ),
    send: () => client.submit(sleeping(5)),
  };
}

function bySmithy(host: string) {
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256 });
  const [hostname = '', port] = host.split(':');
  const request = { method: 'POST', protocol: 'http:', hostname, port: Number(port), path: '/dev/jobs', body };
  return {
    name: '@smithy/signature-v4 + fetch',
    sign: async () => {
      const { headers: signed } = await signer.sign({ ...request, headers: { ...headers(), host } });
      return without(signed, 'host');
    },
  };
}

function byAws4(host: string) {
  return {
    name: 'aws4 + fetch',
    sign: () => {
      const request = { method: 'POST', host, path: '/dev/jobs', body, region, service, headers: headers() };
      const { headers: signed } = aws4.sign(request, credentials);
      return Promise.resolve(without(signed as Record<string, string>, 'Host', 'Content-Length'));
    },
  };
}

function byAws4fetch(url: string) {
  const cache = new Map<string, ArrayBuffer>();
  return {
    name: 'aws4fetch (signer) + fetch',
    sign: async () => {
      const signer = new AwsV4Signer({
        ...credentials,
        url,
        method: 'POST',
        headers: headers(),
        body,
        region,
        service,
        cache,
      });
      return (await signer.sign()).headers;
    },
  };
}

/** `fetch` sets these headers itself. */
const without = (headers: Record<string, string>, ...names: string[]) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));

/** Node's hash with the interface that the AWS SDK's signer expects. */
class Sha256 {
  readonly #hash;
  constructor(secret?: unknown) {
    const key = typeof secret === 'string' ? secret : new Uint8Array(secret as ArrayBuffer);
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', key);
  }
  update(data: string | Uint8Array) {
    this.#hash.update(data);
  }
  digest() {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }
  reset() {
    throw new Error('not needed to sign');
  }
}
