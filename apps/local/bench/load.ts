import { createHash, createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Ready } from './server.ts';

export interface Load {
  readonly method: 'GET' | 'POST';
  /** Path relative to the API's URL, such as `jobs`. */
  readonly path: (index: number) => string;
  readonly body: string;
  readonly expectedStatus: number;
  readonly count: number;
  readonly connections: number;
}

/** Sends signed requests over keep-alive connections. @returns responses per second */
export async function requestsPerSecond(ready: Ready, load: Load): Promise<number> {
  const { port } = new URL(ready.apiUrl);
  const sockets = await Promise.all(Array.from({ length: load.connections }, () => openConnection(Number(port))));
  const sign = signer(ready, load);
  const startedAt = performance.now();
  let next = 0;
  await Promise.all(
    sockets.map(async (socket) => {
      while (next < load.count) {
        const status = await exchange(socket, sign(next++));
        if (status !== load.expectedStatus)
          throw new Error(`${load.method} returned ${status} instead of ${load.expectedStatus}.`);
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  for (const socket of sockets) socket.destroy();
  return load.count / seconds;
}

function openConnection(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => {
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

/** Sends a request and reads the whole response. @returns its status */
function exchange(socket: Socket, request: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const read = (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      const head = answer.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(answer)?.[1] ?? 0);
      if (answer.length < head + 4 + length) return;
      socket.off('data', read).off('close', closed);
      resolve(Number(answer.slice(9, 12)));
    };
    const closed = () => {
      reject(new Error('The connection was closed.'));
    };
    socket.on('data', read).once('close', closed);
    socket.write(request);
  });
}

/** Signs with as little work as possible, because the client and the server share the same CPUs. */
function signer({ apiUrl, region, credentials }: Ready, { method, path, body }: Load) {
  const { host, pathname } = new URL(apiUrl);
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${timestamp.slice(0, 8)}/${region}/execute-api/aws4_request`;
  const key = scope.split('/').reduce<Buffer | string>((previous, part) => {
    return createHmac('sha256', previous).update(part).digest();
  }, `AWS4${credentials.secretAccessKey}`);
  const names = 'host;x-amz-date;x-amz-security-token';
  const headers = `host:${host}\nx-amz-date:${timestamp}\nx-amz-security-token:${credentials.sessionToken}\n`;
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const content = body === '' ? '' : `content-type: application/json\r\ncontent-length: ${body.length}\r\n`;
  return (index: number): string => {
    const target = `${pathname}${path(index)}`;
    const canonical = `${method}\n${target}\n\n${headers}\n${names}\n${bodyHash}`;
    const hash = createHash('sha256').update(canonical).digest('hex');
    const signature = createHmac('sha256', key)
      .update(`AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${hash}`)
      .digest('hex');
    return (
      `${method} ${target} HTTP/1.1\r\n${headers.replaceAll('\n', '\r\n').replaceAll(/^([^:]+):/gm, '$1: ')}${content}` +
      `authorization: AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}\r\n\r\n${body}`
    );
  };
}
