import { request } from 'node:http';
import {
  canonicalRequest,
  formatSigningDate,
  scopeTerminator,
  sign,
  signingAlgorithm,
  stringToSign,
} from '@jobs/local-aws/iam';
import { type HttpRequest, LocalRunError } from '@jobs/local-aws/kernel';
import { faultsPath, faultsSigningName } from '../../stack/faults/faults-service.ts';

/** What is needed of `stack.json`. */
export interface RunningStack {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Asks a running stack about its faults, signed by the local user.
 * @throws LocalRunError with the stack's own message, or when it can't be reached
 */
export async function callFaults(stack: RunningStack, method: string, body = ''): Promise<unknown> {
  const { host } = new URL(stack.endpoint);
  const timestamp = formatSigningDate(Date.now());
  const signed: HttpRequest = {
    method,
    path: faultsPath,
    query: '',
    headers: [
      ['host', host],
      ['x-amz-date', timestamp],
    ],
    body: Buffer.from(body),
    sourceIp: '',
  };
  const { status, text } = await send(`${stack.endpoint}${faultsPath}`, method, body, {
    'x-amz-date': timestamp,
    authorization: authorization(stack, signed, timestamp),
  });
  const answer: unknown = JSON.parse(text);
  if (status === 200) return answer;
  const { message = text } = answer as { message?: string };
  throw new LocalRunError(message);
}

function authorization({ region, credentials }: RunningStack, signed: HttpRequest, timestamp: string): string {
  const scope = { date: timestamp.slice(0, 8), region, service: faultsSigningName, terminator: scopeTerminator };
  const names = signed.headers.map(([name]) => name);
  const signature = sign(
    credentials.secretAccessKey,
    scope,
    stringToSign(timestamp, scope, canonicalRequest(signed, names)),
  );
  const credential = [credentials.accessKeyId, scope.date, region, scope.service, scope.terminator].join('/');
  return `${signingAlgorithm} Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
}

function send(
  url: string,
  method: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      incoming.on('error', reject).on('end', () => {
        resolve({ status: incoming.statusCode ?? 0, text });
      });
    });
    outgoing.on('error', (cause) => {
      reject(new LocalRunError(`No stack answers at ${url}. Start one with npm start.`, { cause }));
    });
    outgoing.end(body);
  });
}
