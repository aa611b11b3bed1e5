import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assembly } from './testing/target.ts';
import type { Assets } from './testing/variant.ts';

/** What a cold start has to load it has to wait for. */
const limitBytes = 250_000;

/** The bundles that are deployed. */
function bundles(): string[] {
  const { files } = JSON.parse(readFileSync(join(assembly, 'jobs-dev.assets.json'), 'utf8')) as { files: Assets };
  return Object.values(files)
    .map(({ source }) => join(assembly, source.path, 'handler.mjs'))
    .filter(existsSync);
}

describe('the functions', () => {
  it(`have bundles of at most ${limitBytes} bytes`, () => {
    const sizes = bundles().map((file) => statSync(file).size);
    expect(sizes).toHaveLength(2);
    for (const size of sizes) expect(size).toBeLessThanOrEqual(limitBytes);
  });
});
