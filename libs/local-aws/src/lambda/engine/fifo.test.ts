import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fifo } from './fifo.ts';

describe('Fifo', () => {
  it('behaves like an array with push, shift and filter', () => {
    const operation = fc.oneof(
      { weight: 5, arbitrary: fc.record({ push: fc.array(fc.nat(), { maxLength: 500 }) }) },
      { weight: 5, arbitrary: fc.record({ shift: fc.nat({ max: 600 }) }) },
      fc.record({ extract: fc.integer({ min: 2, max: 5 }) }),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 40 }), (operations) => {
        const fifo = new Fifo<number>();
        let model: number[] = [];
        for (const each of operations) {
          if ('push' in each) {
            for (const item of each.push) fifo.push(item);
            model.push(...each.push);
          } else if ('shift' in each) {
            for (let n = 0; n < each.shift; n += 1) expect(fifo.shift()).toBe(model.shift());
          } else {
            const matches = (item: number) => item % each.extract === 0;
            expect(fifo.extract(matches)).toEqual(model.filter(matches));
            model = model.filter((item) => !matches(item));
          }
          expect([fifo.length, fifo.peek()]).toEqual([model.length, model[0]]);
        }
      }),
    );
  });
});
