import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoopbackServer {
  readonly url: string;
  /** The received requests, as `METHOD path`. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

/** A server on a free port of this machine; `answer` gets the number of the request, from 1. */
export async function startServer(
  answer: (response: ServerResponse, request: IncomingMessage, count: number) => void,
): Promise<LoopbackServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const count = requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    // These tests are about clients that disconnect.
    response.on('error', () => undefined);
    request.resume().on('end', () => {
      answer(response, request, count);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
