import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Accepts every job. It is a separate process, so that its CPU time is not counted; its parent reads the port. */
const server = createServer((request, response) => {
  const id = String(request.headers['idempotency-key']);
  request.resume().on('end', () => {
    response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on('disconnect', () => process.exit());
