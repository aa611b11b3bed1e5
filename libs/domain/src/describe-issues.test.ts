import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { describeIssues } from './describe-issues.ts';

const resize = z.looseObject({ op: z.literal(['resize']), width: z.number().check(z.gte(1)) });
const crop = z.looseObject({ op: z.literal(['crop']), box: z.array(z.number()) });
const parameters = z.object({
  operations: z.array(z.xor([resize, crop])),
  stop: z.exactOptional(z.union([z.string(), z.array(z.string())])),
});

function description(value: unknown): string {
  const { error } = parameters.safeParse(value);
  return error ? describeIssues(error, parameters) : '';
}

describe('problems in a map', () => {
  it('have the names in the contract, but not those chosen by a caller', () => {
    const labels = z.object({ labels: z.record(z.string(), z.array(z.object({ value: z.number() }))) });
    const { error } = labels.safeParse({ labels: { 'jane@example.com': [{ value: 1 }, { value: 'x' }] } });
    expect(error && describeIssues(error, labels)).toBe('labels.*.1.value must be of type number');
  });

  it('have the names in a schema that contains itself', () => {
    const tree: z.ZodMiniType = z.object({
      get children() {
        return z.optional(
          z.record(
            z.string(),
            z.lazy(() => tree),
          ),
        );
      },
      size: z.number(),
    });
    const { error } = tree.safeParse({ size: 1, children: { secret: { size: 'x' } } });
    expect(error && describeIssues(error, tree)).toBe('children.*.size must be of type number');
  });
});

describe('problems in a union', () => {
  it('name the property in the branch that the discriminator selects', () => {
    expect(description({ operations: [{ op: 'resize', width: 0 }] })).toBe('operations.0.width must be at least 1');
    expect(description({ operations: [{ op: 'crop' }] })).toBe('operations.0.box must be of type array');
  });

  it('name the discriminator if its value is unknown', () => {
    expect(description({ operations: [{ op: 'turn', width: 5 }] })).toBe(
      'operations.0.op must be one of the allowed values',
    );
  });

  it('name the property in the branch of the same type', () => {
    expect(description({ operations: [], stop: ['a', 1] })).toBe('stop.1 must be of type string');
  });

  it('report that two branches match where one should', () => {
    const either = z.xor([z.string(), z.string().check(z.maxLength(3))]);
    const { error } = either.safeParse('a');
    expect(error && describeIssues(error, either)).toBe('it must match exactly one of the alternatives');
  });
});
