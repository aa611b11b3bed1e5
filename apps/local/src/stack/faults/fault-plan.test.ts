import { describe, expect, it } from 'vitest';
import type { FaultRequest } from './fault.ts';
import { createFaultPlan } from './fault-plan.ts';

const planOf = (...requests: FaultRequest[]) => createFaultPlan(['processor', 'error-handler'], requests);

describe('a fault plan', () => {
  it('injects a fault `times` times, only into its target', () => {
    const plan = planOf({ target: 'processor', kind: 'throw', times: 2 });
    expect(plan.next('error-handler', ['throw'])).toBeUndefined();
    expect(plan.next('processor', ['twice'])).toBeUndefined();
    expect([1, 2, 3].map(() => plan.next('processor', ['throw', 'exit']))).toEqual(['throw', 'throw', undefined]);
    expect(plan.list()).toMatchObject([{ target: 'processor', kind: 'throw', left: 0, happened: 2 }]);
  });

  it('continues with the next fault when one is used up', () => {
    const plan = planOf({ target: 'table', kind: 'down', times: 1 }, { target: 'table', kind: 'throttle' });
    expect([1, 2, 3].map(() => plan.next('table', ['throttle', 'down']))).toEqual(['down', 'throttle', 'throttle']);
    plan.clear();
    expect(plan.next('table', ['throttle', 'down'])).toBeUndefined();
    expect(plan.list()).toEqual([]);
  });

  it('makes the same choices for the same seed, at about the given probability', () => {
    const choices = (seed: number) => {
      const plan = planOf({ target: 'bus', kind: 'refuse', probability: 0.2, seed });
      return Array.from({ length: 1000 }, () => plan.next('bus', ['refuse']) !== undefined);
    };
    const share = choices(1).filter(Boolean).length / 1000;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.25);
    expect(choices(1)).toEqual(choices(1));
    expect(choices(1)).not.toEqual(choices(2));
  });

  it.each<[FaultRequest, RegExp]>([
    [
      { target: 'nothing', kind: 'throw' },
      /Unknown target 'nothing'\. Targets: processor, error-handler, table, bus, pipe/,
    ],
    [{ target: 'table', kind: 'throw' }, /Unknown fault 'throw' for table\. Faults: throttle, down\./],
    [{ target: 'processor', kind: 'throw', times: 0 }, /times .* 0/],
    [{ target: 'processor', kind: 'throw', probability: 1.5 }, /probability .* 1.5/],
    [{ target: 'processor', kind: 'throw', seed: 0.5 }, /seed .* 0.5/],
  ])('rejects %j', (request, message) => {
    expect(() => planOf(request)).toThrow(message);
  });
});
