import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Trial } from './trial.ts';

const token = 'swordfish';
const stages = 'apps/infra/src/stages/stages.ts';

/** An API of orders that is overloaded at first, and a Secrets Manager that has its address and token. */
export const secretAndHttp: Trial = {
  prepare: async ({ root }) => {
    let requests = 0;
    const api = await serve(({ url, headers }, response) => {
      requests += 1;
      const isKnown = url === '/orders/order-17' && headers.authorization === `Bearer ${token}`;
      if (requests === 1) response.writeHead(429, { 'retry-after': '0' }).end();
      else response.writeHead(isKnown ? 200 : 404).end('{"state":"shipped"}');
    });
    const secrets = await serve((_request, response) => {
      response.end(JSON.stringify({ SecretString: JSON.stringify({ url: api.url, token }) }));
    });
    const text = readFileSync(join(root, stages), 'utf8');
    const local = `{ environment: { AWS_ENDPOINT_URL_SECRETS_MANAGER: '${secrets.url}' } }`;
    writeFileSync(
      join(root, stages),
      text.replace('dev: {}', () => `dev: { local: ${local} }`),
    );
    return {
      stop: async () => {
        await Promise.all([api.stop(), secrets.stop()]);
      },
    };
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
