import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks until the answer is yes.
 * @throws Error with `what` when a minute has passed
 */
export async function waitUntil(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited a minute for this: ${what}`);
    await delay(50);
  }
}
