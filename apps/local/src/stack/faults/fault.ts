import { LocalRunError } from '@jobs/local-aws/kernel';

/** The faults that can be injected, by kind of target. */
export const faultKinds = {
  function: ['throw', 'timeout', 'exit', 'throttle', 'twice'],
  table: ['throttle', 'down'],
  bus: ['refuse'],
  pipe: ['refuse'],
} as const;

export type FaultTargetKind = keyof typeof faultKinds;
export type FaultKind = (typeof faultKinds)[FaultTargetKind][number];

/** A request to inject a fault. */
export interface FaultRequest {
  /** A function by its readable name, such as `error-handler`; `table`, `bus` or `pipe`. */
  readonly target: string;
  readonly kind: string;
  /** Number of times that it happens. @default until it is cleared */
  readonly times?: number;
  /** The probability that it happens at each opportunity, greater than 0, at most 1. @default 1 */
  readonly probability?: number;
  /** The same seed makes the same choices. @default a random one */
  readonly seed?: number;
}

/** A fault that is set. */
export interface Fault {
  readonly id: number;
  readonly target: string;
  readonly kind: FaultKind;
  readonly probability: number;
  readonly seed: number;
  /** Number of times left; absent if there is no limit. */
  readonly left?: number;
  /** Number of times that it has happened. */
  readonly happened: number;
}

/** An invalid fault: unknown target, unknown kind, or a number out of range. */
export class FaultRequestError extends LocalRunError {
  override readonly name = 'FaultRequestError';
}

/** @throws FaultRequestError when a number is out of its range */
export function checkNumbers({ times, probability, seed }: FaultRequest): void {
  if (times !== undefined && !(Number.isSafeInteger(times) && times > 0)) {
    throw new FaultRequestError(`times must be a whole number of at least 1, not ${times}.`);
  }
  if (probability !== undefined && !(Number.isFinite(probability) && probability > 0 && probability <= 1)) {
    throw new FaultRequestError(`probability must be greater than 0 and at most 1, not ${probability}.`);
  }
  if (seed !== undefined && !Number.isSafeInteger(seed)) {
    throw new FaultRequestError(`seed must be a whole number, not ${seed}.`);
  }
}
