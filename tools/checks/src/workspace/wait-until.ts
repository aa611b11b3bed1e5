import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until a condition holds.
 * @throws Error naming `what` after a minute
 */
export async function waitUntil(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited a minute for ${what}`);
    await delay(50);
  }
}
