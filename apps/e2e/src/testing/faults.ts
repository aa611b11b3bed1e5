import type { IncomingMessage, ServerResponse } from 'node:http';

/** Forwards the request and returns the response instead of sending it. */
export type Forward = () => Promise<{
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}>;

/** A fault between a client and the API. */
export type Fault = (response: ServerResponse, forward: Forward) => void | Promise<void>;

const json = { 'content-type': 'application/json' };
const refuse =
  (status: number, body: string, headers: Record<string, string> = json): Fault =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };
const megabyte = 'x'.repeat(2 ** 20);

/** Faults that a client handles by retrying the same request. */
export const transientFaults: Readonly<Record<string, Fault>> = {
  'reset before the request is forwarded': (response) => {
    response.socket?.resetAndDestroy();
  },
  'reset instead of the response': async (response, forward) => {
    await forward();
    response.socket?.resetAndDestroy();
  },
  'reset in the headers': async (response, forward) => {
    await forward();
    response.socket?.write('HTTP/1.1 200 OK\r\nconte', () => response.socket?.destroy());
  },
  'reset in the body': async (response, forward) => {
    const { status, headers, body } = await forward();
    response.writeHead(status, headers).write(body.subarray(0, 10), () => response.socket?.destroy());
  },
  'a body that never ends': async (response, forward) => {
    const { status, headers, body } = await forward();
    response.writeHead(status, headers).write(body.subarray(0, 10));
  },
  'a page with status 200': refuse(200, '<html>Please log in</html>', { 'content-type': 'text/html' }),
  'nothing with status 200': refuse(200, ''),
  'a page of 10 MB with status 502': (response) => {
    response.writeHead(502, { 'content-type': 'text/html' });
    for (let sent = 0; sent < 10; sent++) response.write(megabyte);
    response.end();
  },
  'status 500 after the request was forwarded': async (response, forward) => {
    await forward();
    response.writeHead(500, json).end('{"message":"Internal server error"}');
  },
  'status 503, with Retry-After in seconds': refuse(503, '{"message":null}', { ...json, 'retry-after': '1' }),
  'status 429, with Retry-After as a date': (response) => {
    const soon = new Date(Date.now() + 1000).toUTCString();
    response.writeHead(429, { ...json, 'retry-after': soon }).end('{"message":"Too Many Requests"}');
  },
  'status 504 and a broken body': refuse(504, '{"message":'),
  'a reported clock skew': refuse(403, '{"message":"Signature expired: 20200101T000000Z is now earlier"}'),
  'a token reported as expired': refuse(403, '{"message":"The security token included in the request is expired"}', {
    ...json,
    'x-amzn-errortype': 'ExpiredTokenException',
  }),
};

/** A client that follows it would send its signature to another host. */
export const redirectTo = (location: string): Fault => refuse(307, '', { location });
