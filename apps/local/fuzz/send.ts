import { connect } from 'node:net';

/**
 * Sends bytes and returns the response status, or 0 if the connection closes without one.
 * @param hangUp whether to half-close the connection right after sending, so that an incomplete request ends
 * @throws Error after 30 s
 */
export function send(port: number, bytes: Buffer, hangUp: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1');
    const timer = setTimeout(() => {
      reject(new Error('No response within 30 s, and the connection stayed open.'));
      socket.destroy();
    }, 30_000);
    socket.on('data', (chunk: Buffer) => {
      if (answer.length < 200) answer += chunk.toString('latin1');
    });
    // A server may close the connection before it has read everything.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(Number(/HTTP\/1\.1 ([2-5]\d\d)/.exec(answer)?.[1] ?? 0));
    });
    socket.write(bytes);
    if (hangUp) socket.end();
  });
}
