import { createRequire, syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';
import type { RelativeTime } from '../../../kernel/index.ts';

/**
 * Makes `Date` in this process follow the clock of the local run. Timers use real time, unless that clock runs faster
 * than real time: then they fire correspondingly earlier, but a timer of a second or more never within a second,
 * because timers also limit how long a call may take, and calls take real time. `performance.now()` stays real. A
 * timer keeps the speed at which it was set. @returns a function to call when the clock has changed
 */
export function followClock(start: RelativeTime): (time: RelativeTime) => void {
  let time = start;
  const RealDate = Date;
  const realNow = Date.now;
  const now = () => Math.floor(realNow() * time.speed + time.offsetMs);
  const FunctionDate = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
  });
  RealDate.now = now;
  RealDate.prototype.constructor = FunctionDate;
  globalThis.Date = FunctionDate;
  followWithTimers(() => time.speed);
  return (changed) => {
    time = changed;
  };
}

const shortestTimerMs = 1_000;

type Timer = (callback: (...args: unknown[]) => void, delayMs?: number, ...args: unknown[]) => NodeJS.Timeout;
type PromisedTimer = (delayMs?: number, ...args: unknown[]) => unknown;

function followWithTimers(speed: () => number): void {
  const sped = (delayMs: number) => Math.max(delayMs / speed(), Math.min(delayMs, shortestTimerMs));
  const require = createRequire(import.meta.url);
  const timers = require('node:timers') as Record<string, unknown>;
  const promises = require('node:timers/promises') as Record<string, unknown>;
  for (const name of ['setTimeout', 'setInterval']) {
    const promised = promises[name] as PromisedTimer;
    promises[name] = (delayMs = 0, ...args: unknown[]) => promised(sped(delayMs), ...args);
    const real = timers[name] as Timer;
    const timer: Timer = (callback, delayMs = 0, ...args) => real(callback, sped(delayMs), ...args);
    Object.defineProperty(timer, promisify.custom, { value: promises[name] });
    timers[name] = timer;
    Object.assign(globalThis, { [name]: timer });
  }
  syncBuiltinESMExports();
}
