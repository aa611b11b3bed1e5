import { LocalRunError } from '@jobs/local-aws/kernel';

/** What can go wrong on purpose, by the kind of thing that it happens to. */
export const faultKinds = {
  function: ['throw', 'timeout', 'exit', 'throttle', 'twice'],
  table: ['throttle', 'down'],
  bus: ['refuse'],
  pipe: ['refuse'],
} as const;

export type FaultTargetKind = keyof typeof faultKinds;
export type FaultKind = (typeof faultKinds)[FaultTargetKind][number];

/** A fault that someone wants. */
export interface FaultRequest {
  /** A function by its readable name, such as `error-handler`; `table`, `bus` or `pipe`. */
  readonly target: string;
  readonly kind: string;
  /** How often it happens. @default until it is cleared */
  readonly times?: number;
  /** 0 to 1: how often it happens of all the times that it could. @default 1 */
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
  /** How often it happens still; absent when there is no limit. */
  readonly left?: number;
  /** How often it has happened. */
  readonly happened: number;
}

/** A fault that can't be: no such target, no such kind, a number out of range. */
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
