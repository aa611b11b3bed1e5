import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault, Forward } from './faults.ts';

export interface FaultyProxy {
  readonly url: string;
  /** How often each fault was injected. */
  readonly injected: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/**
 * Proxies requests to the API and injects a fault into every nth one, each kind in turn. It forwards requests with
 * the `Host` that they were signed for.
 */
export async function startFaultyProxy(
  target: string,
  faults: Readonly<Record<string, Fault>>,
  every: number,
): Promise<FaultyProxy> {
  const agent = new Agent({ keepAlive: true });
  const kinds = Object.entries(faults);
  const injected = new Map<string, number>();
  let requests = 0;
  let made = 0;

  const server = createServer((incoming, response) => {
    // Client disconnects and faults that cut the connection both end up here.
    response.on('error', () => response.destroy());
    const forward: Forward = () => passOn(target, incoming, agent);
    const [name, fault] = ++requests % every === 0 ? (kinds[made++ % kinds.length] ?? []) : [];
    if (name !== undefined) injected.set(name, (injected.get(name) ?? 0) + 1);
    const answer =
      fault ??
      (async () => {
        const { status, headers, body } = await forward();
        response.writeHead(status, headers).end(body);
      });
    Promise.resolve(answer(response, forward)).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    injected,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      agent.destroy();
    },
  };
}

async function passOn(target: string, incoming: IncomingMessage, agent: Agent): ReturnType<Forward> {
  const { method, url = '/', headers } = incoming;
  const outgoing = send(new URL(url, target), { method, headers, agent });
  incoming.pipe(outgoing);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  const body = Buffer.concat(await answer.toArray());
  return { status: answer.statusCode ?? 0, headers: answer.headers, body };
}
