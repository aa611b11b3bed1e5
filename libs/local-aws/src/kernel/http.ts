import type { Readable } from 'node:stream';

/** A request as it came in: header names and the target are as sent, because signatures and mappings need them so. */
export interface HttpRequest {
  readonly method: string;
  /** The path as sent, percent-encoded, without the query. */
  readonly path: string;
  /** The query as sent, without `?`; empty when there is none. */
  readonly query: string;
  /** In the order and spelling in which they were sent; a name can come more than once. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Empty when there is a {@link stream}. */
  readonly body: Buffer;
  /** The body while it comes in, of a request that the server's `streams` picks. What is not read is thrown away. */
  readonly stream?: Readable;
  readonly sourceIp: string;
}

/** What of a request is there before its body. */
export type RequestHead = Omit<HttpRequest, 'body' | 'stream'>;

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Is sent in place of {@link body}, such as a file. */
  readonly stream?: BodyStream;
}

export interface BodyStream {
  /** In bytes; absent when it is not known before. */
  readonly length?: number;
  /** Absent when there is only the length to send, as in the response to a HEAD. Is read, or destroyed. */
  readonly content?: Readable;
}

/** The first value of a header, whatever its spelling. */
export function headerValue(request: Pick<HttpRequest, 'headers'>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return request.headers.find(([sent]) => sent.length === wanted.length && sent.toLowerCase() === wanted)?.[1];
}
