import { AwsV4Signer } from 'aws4fetch';
import type { SessionCredentials } from './probe.ts';

export interface SignedRequest {
  readonly url: string;
  readonly service: string;
  readonly region: string;
  /** Absent: the request is not signed. */
  readonly credentials?: SessionCredentials;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Sends a POST, signed as AWS requires. */
export async function send(request: SignedRequest): Promise<Answer> {
  const { url, credentials, body, signal } = request;
  const headers = { 'content-type': 'application/json', ...request.headers };
  const init = credentials
    ? await new AwsV4Signer({
        ...{ method: 'POST', url, headers, body, service: request.service, region: request.region },
        accessKeyId: credentials.accessKeyId,
        secretAccessKey: credentials.secretAccessKey,
        ...(credentials.sessionToken !== undefined && { sessionToken: credentials.sessionToken }),
      }).sign()
    : { headers };
  const response = await fetch(url, { method: 'POST', headers: init.headers, body, signal });
  return { status: response.status, headers: response.headers, body: await response.text() };
}
