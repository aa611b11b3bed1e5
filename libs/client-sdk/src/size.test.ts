import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { measureSize } from '../bench/measure-size.ts';

const limitBytes = 9.5 * 1024;

describe('the size of createJobsClient with everything it needs', () => {
  it(`is at most ${limitBytes} bytes, minified and compressed`, async () => {
    const { compressed } = await measureSize();

    expect(compressed).toBeLessThanOrEqual(limitBytes);
    // Far less would mean that something is not in it.
    expect(compressed).toBeGreaterThan(limitBytes / 2);
  });

  it('includes nothing of Node', async () => {
    const { outputFiles } = await build({
      stdin: { contents: "export * from './index.ts';", resolveDir: import.meta.dirname },
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      write: false,
    });

    expect(outputFiles[0]!.text).not.toMatch(/\bnode:|require\(|\bBuffer\b/);
  });
});
