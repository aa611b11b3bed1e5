import type { HttpRequest } from '@jobs/local-aws/kernel';
import { type Clocks, nearestTime } from './nearest-time.ts';

/** A path that ends with an id that contains its creation time. */
const timedId = /\/(\d{13})-[^/]+\/?$/;

/**
 * The time of a request to the gateway: the stack's time, which dates accepted jobs. The age of a job that is read
 * follows from its id, and clients make ids by the real clock: such a request has the time of the clock that made the
 * id.
 */
export function requestTime({ path }: HttpRequest, clocks: Clocks): number {
  const time = timedId.exec(path)?.[1];
  return time === undefined ? clocks.stackClock.now() : nearestTime(Number(time), clocks);
}
