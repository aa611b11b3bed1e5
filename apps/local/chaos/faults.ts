import type { FaultRequest } from '../src/stack/faults/fault.ts';

/**
 * The share of each fault, by target. A bus that rejects events is not among them: Lambda drops what its destination
 * rejects (docs/facts/b.md#b35), so a job would be lost on AWS, too.
 */
const shares: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  processor: { throw: 0.3, exit: 0.15, throttle: 0.2, timeout: 0.05, twice: 0.3 },
  'error-handler': { throw: 0.45, exit: 0.2, throttle: 0.05, timeout: 0.05, twice: 0.25 },
  table: { throttle: 0.5, down: 0.5 },
  pipe: { refuse: 1 },
};

/** @param probability of a fault at each point where a target can have one */
export function planFaults(probability: number, seed: number): FaultRequest[] {
  if (probability === 0) return [];
  return Object.entries(shares).flatMap(([target, kinds]) =>
    Object.entries(kinds).map(([kind, share], at) => ({
      target,
      kind,
      probability: probability * share,
      seed: seed + at,
    })),
  );
}
