import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { HttpResponse, RequestHead } from './http.ts';

/** Converts Node's request, preserving names, order and encoding as sent. */
export function toRequestHead(incoming: IncomingMessage): RequestHead {
  const target = (incoming.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '') || '/';
  const question = target.indexOf('?');
  const headers: (readonly [string, string])[] = [];
  const { rawHeaders } = incoming;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  return {
    method: incoming.method ?? 'GET',
    path: question < 0 ? target : target.slice(0, question),
    query: question < 0 ? '' : target.slice(question + 1),
    headers,
    sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
  };
}

/**
 * Headers and body for Node to send. A string body is always ASCII, so Node sends it together with the headers,
 * which takes less time than two buffers.
 */
export function toSent({ status, headers, body, stream }: HttpResponse): {
  headers: OutgoingHttpHeaders;
  body: Buffer | string;
} {
  const sent: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) sent[name] = asSent(value);
  if (status === 204 || status === 304) return { headers: sent, body: '' };
  const sentBody = typeof body === 'string' && !isAscii(body) ? Buffer.from(body, 'utf8') : body;
  // The length of a stream of events is not known.
  const length = stream ? stream.length : sentBody.length;
  if (length !== undefined) sent['content-length'] = length;
  return { headers: sent, body: sentBody };
}

/** Header values are sent as UTF-8; Node writes them as Latin-1. */
const asSent = (value: string) => (isAscii(value) ? value : Buffer.from(value, 'utf8').toString('latin1'));

const isAscii = (text: string) => Buffer.byteLength(text) === text.length;

/** Spacing and types of error bodies (docs/facts/a.md#a83) */
export const internalServerError: HttpResponse = {
  status: 500,
  headers: { 'content-type': 'application/json', 'x-amzn-ErrorType': 'InternalServerErrorException' },
  body: '{"message": "Internal server error"}',
};

/** 413 is plain text (docs/facts/a.md#a43) */
export const contentTooLarge = (maxBodyBytes: number): HttpResponse => ({
  status: 413,
  headers: { 'content-type': 'text/plain' },
  body: `HTTP content length exceeded ${maxBodyBytes} bytes.`,
});
