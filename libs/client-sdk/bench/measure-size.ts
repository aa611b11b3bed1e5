import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Bytes of `createJobsClient` with everything it needs, as one module. */
export interface Size {
  readonly minified: number;
  /** Minified and compressed by gzip. */
  readonly compressed: number;
}

/** @param external packages that are left out */
export async function measureSize(external: string[] = []): Promise<Size> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { createJobsClient } from './index.ts';",
      resolveDir: join(import.meta.dirname, '../src'),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['@jobs/source'],
    external,
    write: false,
  });
  const [{ contents } = { contents: new Uint8Array() }] = outputFiles;
  return { minified: contents.byteLength, compressed: gzipSync(contents, { level: 9 }).byteLength };
}
