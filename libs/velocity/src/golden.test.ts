import { describe, expect, it } from 'vitest';
import { type GoldenCase, readGolden } from './golden/read-golden.ts';
import { compileTemplate, type RenderHooks, VtlError } from './index.ts';

/** The output, or null when the template is refused or fails. */
function render({ template, name, variables }: GoldenCase, hooks: RenderHooks): string | null {
  try {
    return compileTemplate(template, name).render(variables, { ...hooks, unknownMethod: 'null' });
  } catch (failure) {
    if (failure instanceof VtlError) return null;
    throw failure;
  }
}

const groups = Array.from(readGolden());
const all = groups.flatMap(([, cases]) => cases);
const isSame = ({ expected, expectedOf2 }: GoldenCase) =>
  expected.stock === expectedOf2.stock && expected.quiet === expectedOf2.quiet;

describe.each(groups)('Apache Velocity 1.7, %s', (_, cases) => {
  it.each(cases.map((golden) => [golden.name, golden] as const))('%s', (_name, golden) => {
    expect(render(golden, { undefinedReference: 'source' })).toBe(golden.expected.stock);
    expect(render(golden, { undefinedReference: 'empty' })).toBe(golden.expected.quiet);
  });
});

describe('the recorded cases', () => {
  it('are at least 400', () => {
    expect(all.length).toBeGreaterThanOrEqual(400);
  });

  it('are rendered by Velocity 2 as by Velocity 1.7, for the most part', () => {
    expect(all.filter(isSame).length / all.length).toBeGreaterThan(0.8);
  });
});
