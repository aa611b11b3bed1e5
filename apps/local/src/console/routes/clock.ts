import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import type { ClockView } from '@jobs/console/protocol';
import { AdjustableClock } from '@jobs/local-aws/kernel';
import { maxClockSpeed } from '../../command/clock-speed.ts';
import { ConsoleRequestError } from '../errors.ts';
import { bodyOf } from '../response.ts';
import type { RouteContext } from './routes.ts';

const fixedReason =
  'The run stores its data (--data), and stored timestamps would lie in the future on the next run. Start it without --data.';
/** A week: longer than any wait in a stack, except the archive's retention. */
const maxAdvanceMs = 7 * 86_400_000;
/** Maximum real time to wait for pending work. */
const maxWaitMs = 10_000;

export const viewClock = ({ clock }: Pick<RouteContext, 'clock'>): ClockView => ({
  now: clock.now(),
  realNow: Date.now(),
  speed: clock.relativeTime?.speed ?? 1,
  ...(!(clock instanceof AdjustableClock) && { fixedReason }),
});

/** @throws ConsoleRequestError for a clock that is fixed, or for a change that is not possible */
export async function changeClock({ clock, stack, request }: RouteContext): Promise<ClockView> {
  if (!(clock instanceof AdjustableClock)) throw new ConsoleRequestError(409, 'ClockFixed', fixedReason);
  const { advanceMs, speed, ...others } = bodyOf(request);
  const isOne = (advanceMs === undefined) !== (speed === undefined) && Object.keys(others).length === 0;
  if (!isOne) throw new ConsoleRequestError(400, 'BadRequest', 'The body must have either advanceMs or speed.');
  if (speed === undefined) await pass(numberIn('advanceMs', advanceMs, 1, maxAdvanceMs), clock, stack);
  else clock.setSpeed(numberIn('speed', speed, 1, maxClockSpeed));
  return viewClock({ clock });
}

/**
 * Advances the clock. Invocations that are running, or start in that time, finish first: functions take real time and
 * would otherwise time out.
 */
async function pass(ms: number, clock: AdjustableClock, { lambda, eventBridge }: RouteContext['stack']): Promise<void> {
  const expiry = new AbortController();
  const expired = pause(maxWaitMs, undefined, { ref: false, signal: expiry.signal }).catch(() => undefined);
  const idle = async () => {
    await lambda.idle();
    await eventBridge.idle();
    await lambda.idle();
  };
  const settle = async () => {
    await setImmediate();
    await Promise.race([idle(), expired]);
  };
  await settle();
  await clock.advance(ms, settle);
  expiry.abort();
}

function numberIn(name: string, value: unknown, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new ConsoleRequestError(400, 'BadRequest', `${name} must be a number from ${min} to ${max}.`);
}
