import type { Readable } from 'node:stream';

/** A request as received: header names and the target are as sent, because signatures and mappings depend on them. */
export interface HttpRequest {
  readonly method: string;
  /** The path as sent, percent-encoded, without the query. */
  readonly path: string;
  /** The query as sent, without `?`; empty when there is none. */
  readonly query: string;
  /** In the order and spelling in which they were sent; a name can occur more than once. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Empty when there is a {@link stream}. */
  readonly body: Buffer;
  /** The incoming body, for requests selected by the server's `streams`. Unread data is discarded. */
  readonly stream?: Readable;
  readonly sourceIp: string;
}

/** The part of a request that precedes its body. */
export type RequestHead = Omit<HttpRequest, 'body' | 'stream'>;

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Sent instead of {@link body}, for example a file. */
  readonly stream?: BodyStream;
}

export interface BodyStream {
  /** In bytes; absent if it is not known in advance. */
  readonly length?: number;
  /** Absent if only the length is sent, as in the response to a HEAD request. It is read or destroyed. */
  readonly content?: Readable;
}

/** The first value of a header, whatever its spelling. */
export function headerValue(request: Pick<HttpRequest, 'headers'>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return request.headers.find(([sent]) => sent.length === wanted.length && sent.toLowerCase() === wanted)?.[1];
}
