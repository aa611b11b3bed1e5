import { type HostileRequest, hostileRequest, type Stack } from './hostile-request.ts';
import { send } from './send.ts';

export interface FuzzOptions {
  readonly port: number;
  readonly stack: Stack;
  readonly seed: number;
  readonly count: number;
  readonly concurrency: number;
  /** Called after every `progressEvery` responses. */
  readonly onProgress: (done: number) => Promise<void>;
  /** Number of requests between two calls of `onProgress`. */
  readonly progressEvery: number;
}

/** Kind of request -> status -> count. */
export type Statuses = Record<HostileRequest['kind'], Record<number, number>>;

/**
 * Sends hostile requests, and counts the statuses that come back.
 * @throws Error that names the seed of a request that got a 5xx response or no response
 */
export async function fuzz(options: FuzzOptions): Promise<Statuses> {
  const { port, stack, seed, count, concurrency, progressEvery } = options;
  const statuses: Statuses = { malformed: {}, 'badly signed': {}, api: {}, service: {} };
  const sendOne = async (requestSeed: number) => {
    const { kind, bytes } = hostileRequest(requestSeed, stack);
    const status = await send(port, bytes, kind === 'malformed').catch((cause: unknown) => {
      throw new Error(`${kind}, --seed ${requestSeed} --count 1: ${String(cause)}`, { cause });
    });
    statuses[kind][status] = (statuses[kind][status] ?? 0) + 1;
    if (status >= 500) {
      const shown = JSON.stringify(bytes.toString('utf8').slice(0, 600));
      throw new Error(`${kind}, --seed ${requestSeed} --count 1: status ${status} for ${shown}`);
    }
  };
  for (let done = 0; done < count; done += progressEvery) {
    const end = Math.min(count, done + progressEvery);
    let next = done;
    const work = async () => {
      while (next < end) await sendOne(seed + next++);
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    await options.onProgress(end);
  }
  return statuses;
}
