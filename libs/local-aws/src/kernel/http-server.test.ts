import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { AdjustableClock } from './clock.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions, PortUnavailableError } from './http-server.ts';

const servers: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const ok: HttpResponse = { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };

async function start(handle: (request: HttpRequest) => Promise<HttpResponse>, options?: HttpServerOptions) {
  const server = createHttpServer(handle, { stopTimeoutMs: 100, ...options });
  servers.push(server);
  return { server, port: await server.listen(0) };
}

/** Sends raw bytes and returns everything received until the server closes or `until` matches. */
async function exchange(port: number, bytes: string | Buffer, until?: RegExp): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('error', () => undefined);
  const done = new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      if (until?.test(received)) resolve();
    });
    socket.on('close', () => {
      resolve();
    });
  });
  socket.write(bytes);
  await done;
  socket.destroy();
  return received;
}

const get = (extra = '') => `GET / HTTP/1.1\r\nhost: x\r\n${extra}connection: close\r\n\r\n`;

describe('the request passed to a handler', () => {
  it('is unchanged: names, order, repetitions, encoding', async () => {
    const seen: HttpRequest[] = [];
    const { port } = await start((request) => {
      seen.push(request);
      return Promise.resolve(ok);
    });
    const head = 'POST /a%20b//c?x=%2F&y HTTP/1.1\r\nHost: h\r\nX-Twice: 1\r\nx-twice: 2\r\nContent-Length: 3\r\n';
    await exchange(port, `${head}Connection: close\r\n\r\nabc`);
    expect(seen).toEqual([
      {
        method: 'POST',
        path: '/a%20b//c',
        query: 'x=%2F&y',
        headers: [
          ['Host', 'h'],
          ['X-Twice', '1'],
          ['x-twice', '2'],
          ['Content-Length', '3'],
          ['Connection', 'close'],
        ],
        body: Buffer.from('abc'),
        sourceIp: '127.0.0.1',
      },
    ]);
  });

  it('has the path of an absolute-form target', async () => {
    const paths: string[] = [];
    const { port } = await start(({ path, query }) => {
      paths.push(`${path} ${query}`);
      return Promise.resolve(ok);
    });
    await exchange(port, 'GET http://host:1/p?q HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    await exchange(port, 'GET http://host HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    expect(paths).toEqual(['/p q', '/ ']);
  });
});

describe('the response to a client', () => {
  it("has a length and the stack clock's date, on a connection that stays open", async () => {
    const clock = new AdjustableClock();
    await clock.advance(Date.UTC(2030, 0, 1) - clock.now());
    const { port } = await start(() => Promise.resolve({ ...ok, body: '{"a":"é"}' }), { clock });
    const twice = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(2);
    const received = await exchange(port, twice, /\{"a.*\{"a.*\}/s);
    expect(received.match(/content-length: 10\r\n/g)).toHaveLength(2);
    expect(received).toMatch(/date: Tue, 01 Jan 2030 00:00:0\d GMT/);
    expect(received).toContain('Connection: keep-alive');
  });

  it.each(['HEAD', 'GET'])('has no body where none is allowed: %s', async (method) => {
    const { port } = await start(() => Promise.resolve({ ...ok, status: method === 'GET' ? 204 : 200 }));
    const received = await exchange(port, `${method} / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    expect(received).toMatch(/\r\n\r\n$/);
  });

  it('has header values in UTF-8', async () => {
    const { port } = await start(() => Promise.resolve({ ...ok, headers: { 'x-place': '東京' } }));
    const received = await exchange(port, get());
    expect(Buffer.from(received, 'latin1').toString('utf8')).toContain('x-place: 東京\r\n');
  });

  it.each<[string, () => Promise<HttpResponse>]>([
    ['a handler that rejects', () => Promise.reject(new Error('oh'))],
    ['a header that cannot be sent', () => Promise.resolve({ ...ok, headers: { a: 'b\r\nc: d' } })],
    ['a status that cannot be sent', () => Promise.resolve({ ...ok, status: 42 })],
  ])('is a 500 after %s, and the error is reported', async (_what, handle) => {
    const reported: unknown[] = [];
    const { port } = await start(handle, { report: (error) => reported.push(error) });
    const received = await exchange(port, get());
    expect(received).toMatch(/^HTTP\/1\.1 500 /);
    expect(received).toMatch(/\r\n\r\n\{"message": "Internal server error"\}$/);
    expect(reported).toEqual([expect.any(Error)]);
  });
});

describe('a body that is too large', () => {
  const post = (port: number, headers: Record<string, string | number>) =>
    httpRequest({ port, host: '127.0.0.1', method: 'POST', headers });
  const answerOf = async (request: ReturnType<typeof post>) => {
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    let body = '';
    for await (const chunk of response) body += String(chunk);
    return { status: response.statusCode, type: response.headers['content-type'], body };
  };
  const tooLarge = { status: 413, type: 'text/plain', body: 'HTTP content length exceeded 10485760 bytes.' };

  it.each([
    ['announced', { 'content-length': 10_485_761 }],
    ['sent in chunks', { 'transfer-encoding': 'chunked' }],
  ])('A43 is rejected in plain text when it is %s, and the next request is answered', async (_how, headers) => {
    let handled = 0;
    const { port } = await start(() => {
      handled += 1;
      return Promise.resolve(ok);
    });
    const request = post(port, headers);
    request.end(Buffer.alloc(10_485_761, 'x'));
    expect(await answerOf(request)).toEqual(tooLarge);
    expect(handled).toBe(0);
    expect(await exchange(port, get())).toContain('200 OK');
  });

  it('A42 is rejected one byte over the limit', async () => {
    const { port } = await start(({ body }) => Promise.resolve({ ...ok, body: String(body.length) }));
    const request = post(port, { 'content-length': 10_485_760 });
    request.end(Buffer.alloc(10_485_760, 'x'));
    expect(await answerOf(request)).toMatchObject({ status: 200, body: '10485760' });
  });

  it('is rejected before it is sent when the client waits for 100 Continue', async () => {
    const { port } = await start(() => Promise.resolve(ok));
    const received = await exchange(
      port,
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999\r\nexpect: 100-continue\r\n\r\n',
    );
    expect(received).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('gets 100 Continue when it is within the limit', async () => {
    const { port } = await start(({ body }) => Promise.resolve({ ...ok, body: body.toString() }));
    const received = await exchange(
      port,
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\nexpect: 100-continue\r\nconnection: close\r\n\r\nhi',
    );
    expect(received).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK[\s\S]*hi$/);
  });
});

describe('a malformed request', () => {
  it.each([
    ['random bytes', Buffer.from([0, 255, 13, 10, 7, 200, 13, 10, 13, 10]), '400'],
    ['a bad request line', 'NONSENSE\r\n\r\n', '400'],
    ['a header without a name', 'GET / HTTP/1.1\r\nhost: x\r\n: y\r\n\r\n', '400'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', '400'],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', '400'],
    [
      'length and chunks',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\na',
      '400',
    ],
    ['a bad chunk', 'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', '400'],
    ['headers over the limit', `GET / HTTP/1.1\r\nhost: x\r\na: ${'x'.repeat(70_000)}\r\n\r\n`, '431'],
  ])('is rejected without side effects: %s', async (_what, bytes, status) => {
    const reported: unknown[] = [];
    const { port } = await start(() => Promise.resolve(ok), { report: (error) => reported.push(error) });
    expect(await exchange(port, bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(await exchange(port, get())).toContain('200 OK');
    expect(reported).toEqual([]);
  });

  it.each([
    ['CONNECT', 'CONNECT x:443 HTTP/1.1\r\nhost: x\r\n\r\n', ''],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'HTTP/1.1 400 '],
    [
      'an upgrade',
      'GET / HTTP/1.1\r\nhost: x\r\nconnection: close, upgrade\r\nupgrade: websocket\r\n\r\n',
      'HTTP/1.1 200 ',
    ],
    ['HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n', 'HTTP/1.1 200 '],
    ['OPTIONS *', 'OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 'HTTP/1.1 200 '],
  ])('gets a plain HTTP/1.1 response: %s', async (_what, bytes, begin) => {
    const { port } = await start(() => Promise.resolve(ok));
    expect((await exchange(port, bytes)).slice(0, 13)).toBe(begin);
    expect(await exchange(port, get())).toContain('200 OK');
  });

  it('includes a client that disconnects in the middle of its body', async () => {
    const { port } = await start(() => Promise.resolve(ok));
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc');
    socket.resetAndDestroy();
    expect(await exchange(port, get())).toContain('200 OK');
  });

  it('includes a request that is not complete in time', async () => {
    const { port } = await start(() => Promise.resolve(ok), { requestTimeoutMs: 50 });
    expect(await exchange(port, 'GET / HTTP/1.1\r\nhost:')).toMatch(/^HTTP\/1\.1 408 /);
    expect(await exchange(port, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\na')).toMatch(
      /^HTTP\/1\.1 408 /,
    );
  });
});

describe('start and stop', () => {
  it('suggests what to do when the port is in use', async () => {
    const { port } = await start(() => Promise.resolve(ok));
    const second = createHttpServer(() => Promise.resolve(ok)).listen(port);
    await expect(second).rejects.toThrow(PortUnavailableError);
    await expect(second).rejects.toThrow(
      `Cannot open port ${port}: it is in use; choose another with --port, or --port 0 to pick a free one.`,
    );
  });

  it('lets a running request finish and accepts no new ones', async () => {
    const work = Promise.withResolvers<HttpResponse>();
    const arrived = Promise.withResolvers<undefined>();
    const { server, port } = await start(
      () => {
        arrived.resolve(undefined);
        return work.promise;
      },
      { stopTimeoutMs: 60_000 },
    );
    const answer = exchange(port, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await arrived.promise;
    const stopped = server.stop();
    await expect(exchange(port, get())).resolves.toBe('');
    work.resolve(ok);
    expect(await answer).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*connection: close/);
    await stopped;
  });

  it("closes a request's connection at the deadline, and idle connections immediately", async () => {
    const arrived = Promise.withResolvers<undefined>();
    const { server, port } = await start(
      () => {
        arrived.resolve(undefined);
        return new Promise<never>(() => undefined);
      },
      { stopTimeoutMs: 20 },
    );
    const hanging = exchange(port, get());
    const idle = exchange(port, '');
    await arrived.promise;
    await server.stop();
    expect(await hanging).toBe('');
    expect(await idle).toBe('');
  });

  it('can be stopped twice, or without ever having listened', async () => {
    const { server } = await start(() => Promise.resolve(ok));
    await server.stop();
    await server.stop();
    await createHttpServer(() => Promise.resolve(ok)).stop();
  });
});

describe('a streamed body', () => {
  const streams = () => true;

  it('reaches the handler while it is being sent, whatever its size', async () => {
    const sizes: number[] = [];
    const { port } = await start(
      async ({ stream, body }) => {
        let size = 0;
        for await (const chunk of stream ?? []) size += (chunk as Buffer).length;
        sizes.push(size, body.length);
        return ok;
      },
      { streams, maxBodyBytes: 10 },
    );
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'PUT', body: Buffer.alloc(1_000_000) });
    expect(response.status).toBe(200);
    expect(sizes).toEqual([1_000_000, 0]);
  });

  it('need not be read', async () => {
    const { port } = await start(() => Promise.resolve(ok), { streams, maxBodyBytes: 10 });
    const put = `PUT / HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n${'a'.repeat(100_000)}`;
    const received = await exchange(port, `${put}${get()}`);
    expect(received.match(/HTTP\/1.1 200 OK/g)).toHaveLength(2);
  });

  it('is sent as it is read, with its length', async () => {
    const stream = () => ({ length: 6, content: Readable.from([Buffer.from('abc'), Buffer.from('def')]) });
    const { port } = await start(() => Promise.resolve({ ...ok, stream: stream() }));
    expect(await exchange(port, get())).toMatch(/content-length: 6\r\n.*\r\n\r\nabcdef$/s);
  });

  it('is omitted from the response to a HEAD, except for its length', async () => {
    const { port } = await start(() => Promise.resolve({ ...ok, stream: { length: 6 } }));
    const received = await exchange(port, 'HEAD / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    expect(received).toMatch(/content-length: 6\r\n.*\r\n\r\n$/s);
  });

  it('that fails midway closes the connection and is reported', async () => {
    const reported: unknown[] = [];
    const content = new Readable({
      read() {
        this.push('abc');
        this.destroy(new Error('broken'));
      },
    });
    const { port } = await start(() => Promise.resolve({ ...ok, stream: { length: 6, content } }), {
      report: (error) => reported.push(error),
    });
    expect(await exchange(port, get())).not.toContain('abcdef');
    expect(reported).toEqual([new Error('broken')]);
  });

  it('is destroyed without an error when the client disconnects', async () => {
    const reported: unknown[] = [];
    const content = new Readable({
      read() {
        this.push(Buffer.alloc(65_536));
      },
    });
    const { port } = await start(() => Promise.resolve({ ...ok, stream: { length: 1e12, content } }), {
      report: (error) => reported.push(error),
    });
    const closed = once(content, 'close').catch(() => undefined);
    await exchange(port, get(), /HTTP/);
    await closed;
    expect(content.destroyed).toBe(true);
    expect(reported).toEqual([]);
  });
});
