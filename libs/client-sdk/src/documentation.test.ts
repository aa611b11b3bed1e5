import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const folder = resolve(import.meta.dirname, '../test-results/documentation');

/** What an example takes for granted: what the text before it has made, or what only the reader knows. */
const given = `
import type * as sdk from '@jobs/client-sdk';
declare global {
  const baseUrl: string;
  const region: string;
  const credentials: sdk.JobsClientOptions['credentials'];
  const jobs: sdk.JobsClient;
  const id: string;
  const source: Iterable<sdk.JobParameters>;
  const JobFailedError: typeof sdk.JobFailedError;
}
`;

/** The TypeScript examples in the documentation of the workspace: one file per example, named after its place. */
function examples(): { name: string; source: string }[] {
  const pages = globSync(['*.md', 'docs/**/*.md', '{apps,libs}/*/README.md', 'examples/README.md'], { cwd: root });
  return pages.sort().flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8');
    return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(({ 1: source = '', index }) => ({
      name: `${page.replaceAll('/', '-')}-line-${text.slice(0, index).split('\n').length}.ts`,
      source: `${source}\nexport {};\n`,
    }));
  });
}

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

it('compiles each TypeScript example of the documentation', () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = examples().map(({ name, source }) => write(name, source));
  const program = ts.createProgram([write('given.d.ts', given), ...files], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['@jobs/source'],
  });
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${basename(file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  expect(problems).toEqual([]);
  expect(files.length).toBeGreaterThan(3);
});
