import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from './clock.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import { announcedLength, readBody } from './http-body.ts';

export interface HttpServerOptions {
  /** Gives the `date` header; real time when absent. */
  readonly clock?: Clock;
  /**
   * The largest body that is read; a larger one is answered 413 (A43).
   * @default 10485760
   */
  readonly maxBodyBytes?: number;
  /**
   * The largest request line and headers together; more is answered 431.
   * @default 65536
   */
  readonly maxHeaderBytes?: number;
  /**
   * How long a client may take to send its headers, and as long again for its body.
   * @default 30000
   */
  readonly requestTimeoutMs?: number;
  /**
   * How long a connection may be idle.
   * @default 60000
   */
  readonly keepAliveTimeoutMs?: number;
  /**
   * How long requests in work may go on when the server stops.
   * @default 5000
   */
  readonly stopTimeoutMs?: number;
  /** Told of an error that no request should cause; must not throw. */
  readonly report?: (error: unknown, request?: HttpRequest) => void;
}

export interface HttpServer {
  /** Opens the port on 127.0.0.1 (0: any free one); gives its number. @throws PortUnavailableError */
  listen(port: number): Promise<number>;
  /** Lets requests in work finish, up to a deadline, then closes all connections. */
  stop(): Promise<void>;
}

/** The port can't be opened; the message says what to do. */
export class PortUnavailableError extends Error {
  override readonly name = 'PortUnavailableError';
  readonly code = 'PortUnavailable';
}

export function createHttpServer(
  handle: (request: HttpRequest) => Promise<HttpResponse>,
  options: HttpServerOptions = {},
): HttpServer {
  const { maxBodyBytes = 10_485_760, requestTimeoutMs = 30_000, stopTimeoutMs = 5_000 } = options;
  let stopping = false;
  const server = createServer(
    {
      maxHeaderSize: options.maxHeaderBytes ?? 65_536,
      headersTimeout: requestTimeoutMs,
      requestTimeout: 2 * requestTimeoutMs,
      connectionsCheckingInterval: Math.min(1_000, requestTimeoutMs),
      keepAliveTimeout: options.keepAliveTimeoutMs ?? 60_000,
    },
    (incoming, outgoing) => {
      void serve(incoming, outgoing);
    },
  );
  server.on('clientError', refuseMalformed);
  server.on('checkContinue', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (announcedLength(incoming) <= maxBodyBytes) outgoing.writeContinue();
    else outgoing.shouldKeepAlive = false;
    void serve(incoming, outgoing);
  });

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    let request: HttpRequest | undefined;
    try {
      const body = await readBody(incoming, maxBodyBytes);
      if (body === 'aborted') return;
      if (body === 'too large') {
        send(outgoing, tooLarge(maxBodyBytes), incoming.method === 'HEAD');
        return;
      }
      request = toRequest(incoming, body);
      send(outgoing, await handle(request), incoming.method === 'HEAD');
    } catch (error) {
      options.report?.(error, request);
      if (outgoing.headersSent) outgoing.destroy();
      else send(outgoing, internalServerError, incoming.method === 'HEAD');
    }
  }

  function send(outgoing: ServerResponse, { status, headers, body }: HttpResponse, isHead: boolean): void {
    const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
    const hasBody = status !== 204 && status !== 304;
    const sent: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(headers)) sent[name] = latin1(value);
    if (hasBody) sent['content-length'] = bytes.length;
    if (options.clock) sent.date = httpDate(options.clock.now());
    if (stopping) sent.connection = 'close';
    outgoing.writeHead(status, sent);
    outgoing.end(hasBody && !isHead ? bytes : undefined);
  }

  return {
    listen: (port) => listen(server, port),
    async stop() {
      stopping = true;
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeIdleConnections();
      const deadline = setTimeout(() => {
        server.closeAllConnections();
      }, stopTimeoutMs);
      await closed;
      clearTimeout(deadline);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) => {
      reject(portUnavailable(error, port));
    };
    server.once('error', refused);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', refused);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function portUnavailable(error: NodeJS.ErrnoException, port: number): Error {
  const choice = 'choose another with --port, or 0 for any free one';
  if (error.code === 'EADDRINUSE')
    return new PortUnavailableError(`port ${port} is in use; ${choice}`, { cause: error });
  if (error.code === 'EACCES')
    return new PortUnavailableError(`port ${port} needs more rights than this user has; ${choice}`, { cause: error });
  return error;
}

function toRequest(incoming: IncomingMessage, body: Buffer): HttpRequest {
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
    body,
    sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
  };
}

const internalServerError: HttpResponse = {
  status: 500,
  headers: { 'content-type': 'application/json', 'x-amzn-ErrorType': 'InternalServerErrorException' },
  body: '{"message": "Internal server error"}',
};

const tooLarge = (maxBodyBytes: number): HttpResponse => ({
  status: 413,
  headers: { 'content-type': 'text/plain' },
  body: `HTTP content length exceeded ${maxBodyBytes} bytes.`,
});

/** Answers what is not HTTP, as far as the socket still takes an answer. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const statuses: Readonly<Record<string, string>> = {
    HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
    ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  };
  const status = statuses[error.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** Header values are sent as UTF-8; Node writes them as Latin-1. */
const latin1 = (value: string) => Buffer.from(value, 'utf8').toString('latin1');

const httpDate = (epochMs: number) => new Date(epochMs).toUTCString();
