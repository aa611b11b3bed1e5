import { randomInt } from 'node:crypto';
import {
  checkNumbers,
  type Fault,
  type FaultKind,
  faultKinds,
  type FaultRequest,
  FaultRequestError,
  type FaultTargetKind,
} from './fault.ts';
import { seededRandom } from './seeded-random.ts';

/** The injected faults, in the order in which they were set. */
export interface FaultPlan {
  /** The possible targets, and the kinds of faults of each. */
  readonly targets: readonly { readonly target: string; readonly kinds: readonly FaultKind[] }[];
  /** @throws FaultRequestError */
  add(request: FaultRequest): Fault;
  list(): readonly Fault[];
  /** Clears all faults. */
  clear(): void;
  /**
   * The fault to inject into a target now, if any; counts it as injected.
   * @param kinds the kinds that can happen at this point
   */
  next(target: string, kinds: readonly FaultKind[]): FaultKind | undefined;
}

interface SetFault {
  fault: Fault;
  readonly random: () => number;
}

/** @param functionNames readable names of the functions, such as `error-handler` */
export function createFaultPlan(functionNames: readonly string[], requests: readonly FaultRequest[] = []): FaultPlan {
  const targets: ReadonlyMap<string, FaultTargetKind> = new Map([
    ...functionNames.map((name) => [name, 'function'] as const),
    ['table', 'table'],
    ['bus', 'bus'],
    ['pipe', 'pipe'],
  ]);
  let set: SetFault[] = [];
  let lastId = 0;

  const add = (request: FaultRequest): Fault => {
    checkNumbers(request);
    const { target, probability = 1, times, seed = randomInt(2 ** 31) } = request;
    const kind = kindOf(targets, request);
    lastId += 1;
    const fault = {
      id: lastId,
      target,
      kind,
      probability,
      seed,
      ...(times !== undefined && { left: times }),
      happened: 0,
    };
    set.push({ fault, random: seededRandom(seed) });
    return fault;
  };
  for (const request of requests) add(request);

  return {
    targets: [...targets].map(([target, kind]) => ({ target, kinds: faultKinds[kind] })),
    add,
    list: () => set.map(({ fault }) => fault),
    clear: () => {
      set = [];
    },
    next: (target, kinds) => {
      const chosen = set.find(
        ({ fault, random }) =>
          fault.target === target && kinds.includes(fault.kind) && fault.left !== 0 && random() < fault.probability,
      );
      if (!chosen) return undefined;
      const { left, happened, ...fault } = chosen.fault;
      chosen.fault = { ...fault, happened: happened + 1, ...(left !== undefined && { left: left - 1 }) };
      return fault.kind;
    },
  };
}

function kindOf(targets: ReadonlyMap<string, FaultTargetKind>, { target, kind }: FaultRequest): FaultKind {
  const targetKind = targets.get(target);
  if (!targetKind) {
    throw new FaultRequestError(`Unknown target '${target}'. Targets: ${[...targets.keys()].join(', ')}.`);
  }
  const kinds: readonly FaultKind[] = faultKinds[targetKind];
  const found = kinds.find((each) => each === kind);
  if (!found) throw new FaultRequestError(`Unknown fault '${kind}' for ${target}. Faults: ${kinds.join(', ')}.`);
  return found;
}
