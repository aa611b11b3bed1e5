import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { type Assets, findProcessor, type Resources } from './modified-assembly.ts';

/** Replaces the processor's code with a JavaScript module, which can import this project's packages. */
export function setProcessorCode(resources: Resources, assets: Assets, module: string): void {
  const bundle = mkdtempSync(join(tmpdir(), 'processor-code-'));
  buildSync({
    stdin: { contents: module, resolveDir: import.meta.dirname },
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    outfile: join(bundle, 'handler.mjs'),
  });
  assets.processorCode = { source: { path: bundle }, destinations: { here: { objectKey: 'processor-code.zip' } } };
  findProcessor(resources).Code = { S3Bucket: 'assets', S3Key: 'processor-code.zip' };
}

/** The statements of a template's policy. */
export function statementsOf(resource: Resources[string] | undefined): object[] {
  const { PolicyDocument } = (resource?.Properties ?? {}) as { PolicyDocument?: { Statement: object[] } };
  if (!PolicyDocument) throw new Error('The template has no policy of that name.');
  return PolicyDocument.Statement;
}

/** Adds statements to the processor's role. */
export function grantProcessor(resources: Resources, statements: readonly object[]): void {
  const role = Object.entries(resources).find(([id]) => id.startsWith('ProcessingProcessorRoleDefaultPolicy'));
  statementsOf(role?.[1]).push(...statements);
}
