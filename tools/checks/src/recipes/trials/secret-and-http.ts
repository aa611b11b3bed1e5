import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stackNameOf } from '@jobs/infra/stack-name';
import type { Trial } from './trial.ts';

const token = 'swordfish';

/** An orders API that is overloaded at first; the secret contains its URL and token. */
export const secretAndHttp: Trial = {
  prepare: async () => {
    let requests = 0;
    const { url, stop } = await serve((request, response) => {
      requests += 1;
      const isKnown = request.url === '/orders/order-17' && request.headers.authorization === `Bearer ${token}`;
      if (requests === 1) response.writeHead(429, { 'retry-after': '0' }).end();
      else response.writeHead(isKnown ? 200 : 404).end('{"state":"shipped"}');
    });
    return { values: { secrets: { [`${stackNameOf('dev')}/orders-api`]: { url, token } } }, stop };
  },
  check: () => Promise.resolve(),
};

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}
