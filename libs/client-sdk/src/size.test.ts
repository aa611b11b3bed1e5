import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

/** 8.5 KB. */
const limitBytes = 8.5 * 1024;

describe('the size of createJobsClient with everything it needs', () => {
  it(`is at most ${limitBytes} bytes, minified and compressed`, async () => {
    const { outputFiles } = await build({
      stdin: { contents: "export { createJobsClient } from './index.ts';", resolveDir: import.meta.dirname },
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      conditions: ['@jobs/source'],
      write: false,
    });

    const bytes = gzipSync(outputFiles[0]!.contents, { level: 9 }).byteLength;

    expect(bytes).toBeLessThanOrEqual(limitBytes);
    // Far less would mean that something is not in it.
    expect(bytes).toBeGreaterThan(limitBytes / 2);
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
