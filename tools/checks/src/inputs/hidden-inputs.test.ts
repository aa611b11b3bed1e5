import { expect, it } from 'vitest';
import { hiddenInputs } from './hidden-inputs.ts';

const tracked = ['openapi.yaml', 'docs/a.md', 'libs/a/README.md', 'examples/README.md', 'libs/a/src/index.ts'];

function complaints(inputs: unknown[], hidden: string[] = []): string[] {
  return hiddenInputs([{ task: 'a:test', root: 'libs/a', inputs }], { tracked, hidden });
}

it('accepts patterns that match files visible to Nx', () => {
  const inputs = ['{workspaceRoot}/openapi.yaml', '{workspaceRoot}/{apps,libs}/*/README.md', '{projectRoot}/src/**/*'];
  expect(complaints(inputs, ['examples/README.md'])).toEqual([]);
});

it('finds a hidden file, also when matched by a pattern', () => {
  const hidden = ['examples/README.md'];
  expect(complaints(['{workspaceRoot}/examples/README.md', { fileset: '{workspaceRoot}/**/*.md' }], hidden)).toEqual([
    'a:test: {workspaceRoot}/examples/README.md names examples/README.md, hidden by .nxignore',
    'a:test: {workspaceRoot}/**/*.md names examples/README.md, hidden by .nxignore',
  ]);
});

it('finds a pattern that matches no file', () => {
  expect(complaints(['{workspaceRoot}/old.yaml'])).toEqual(['a:test: {workspaceRoot}/old.yaml names no file']);
});

it('ignores exclusions and inputs other than files', () => {
  const inputs = ['!{workspaceRoot}/old.yaml', { env: 'CI' }, { dependentTasksOutputFiles: '**/*' }, '{projectRoot}/x'];
  expect(complaints(inputs)).toEqual([]);
});
