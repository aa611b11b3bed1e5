import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { Clock } from './clock.ts';
import type { HttpRequest, HttpResponse, RequestHead } from './http.ts';
import { announcedLength, discard, readBody } from './http-body.ts';
import { contentTooLarge, internalServerError, toRequestHead, toSent } from './http-message.ts';

// Importing node:http reads all its exports, including WebSocket's, which load Node's fetch: 30 ms of the start.
const { createServer } = process.getBuiltinModule('node:http');

export interface HttpServerOptions {
  /** The clock for the `date` header. @default real time */
  readonly clock?: Clock;
  /**
   * Maximum body size; larger bodies get a 413 response (docs/facts/a.md#a43).
   * @default 10485760
   */
  readonly maxBodyBytes?: number;
  /**
   * Maximum size of request line and headers in total; larger ones get a 431 response.
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
   * How long requests in progress may continue when the server stops.
   * @default 5000
   */
  readonly stopTimeoutMs?: number;
  /**
   * Whether a request's body is passed on as a stream of any size, instead of being read in advance.
   * @default none
   */
  readonly streams?: (head: RequestHead) => boolean;
  /** Called with an unexpected error; must not throw. */
  readonly report?: (error: unknown, request?: HttpRequest) => void;
}

export interface HttpServer {
  /** Opens the port on 127.0.0.1 (0 picks a free one). @returns its number @throws PortUnavailableError */
  listen(port: number): Promise<number>;
  /** Lets requests in progress finish, up to a deadline, then closes all connections. */
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
  server.on('error', (error) => {
    if (server.listening) options.report?.(error);
  });
  server.on('checkContinue', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (announcedLength(incoming) <= maxBodyBytes || isStreamed(incoming)) outgoing.writeContinue();
    else outgoing.shouldKeepAlive = false;
    void serve(incoming, outgoing);
  });

  const isStreamed = (incoming: IncomingMessage) => options.streams?.(toRequestHead(incoming)) ?? false;

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    let request: HttpRequest | undefined;
    try {
      if (isStreamed(incoming)) {
        request = { ...toRequestHead(incoming), body: Buffer.alloc(0), stream: incoming };
      } else {
        const body = await readBody(incoming, maxBodyBytes);
        if (body === 'aborted') return;
        if (body === 'too large') {
          await send(outgoing, contentTooLarge(maxBodyBytes), incoming.method === 'HEAD');
          return;
        }
        request = { ...toRequestHead(incoming), body };
      }
      const response = await handle(request);
      if (request.stream && !incoming.readableEnded) discard(incoming);
      await send(outgoing, response, incoming.method === 'HEAD');
    } catch (error) {
      options.report?.(error, request);
      if (outgoing.headersSent) outgoing.destroy();
      else await send(outgoing, internalServerError, incoming.method === 'HEAD');
    }
  }

  async function send(outgoing: ServerResponse, response: HttpResponse, isHead: boolean): Promise<void> {
    const { headers, body } = toSent(response);
    if (options.clock) headers.date = new Date(options.clock.now()).toUTCString();
    if (stopping) headers.connection = 'close';
    outgoing.writeHead(response.status, headers);
    const content = response.stream?.content;
    if (!content) {
      // Header values have already been converted to Latin-1.
      outgoing.end(isHead ? '' : body, 'latin1');
      return;
    }
    // It is not an error if the client disconnects early.
    await pipeline(content, outgoing).catch((error: unknown) => {
      if (!isOfClient(error)) throw error;
    });
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

/** Error codes of connections whose client has disconnected. */
const codesOfClient = ['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE', 'ECONNRESET', 'EPIPE'];
const isOfClient = (error: unknown) =>
  error instanceof Error && 'code' in error && codesOfClient.includes(String(error.code));

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
  const choice = 'choose another with --port, or --port 0 to pick a free one';
  if (error.code === 'EADDRINUSE')
    return new PortUnavailableError(`Cannot open port ${port}: it is in use; ${choice}.`, { cause: error });
  if (error.code === 'EACCES')
    return new PortUnavailableError(`Cannot open port ${port}: it requires more privileges; ${choice}.`, {
      cause: error,
    });
  return error;
}

/** Responds to malformed HTTP, if the socket is still writable. */
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
