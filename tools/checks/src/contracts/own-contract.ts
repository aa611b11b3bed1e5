import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { workspace } from '../workspace/environment.ts';

/** A team's contract: the schemas of its jobs, a valid body and an invalid one. */
export interface OwnContract {
  readonly schemas: Readonly<Record<string, unknown>>;
  readonly example: unknown;
  readonly wrong: unknown;
  /** The job's results for the example. */
  readonly results: unknown;
  /** Files of the workspace and their text. @default a job that does nothing */
  readonly files: Readonly<Record<string, string>>;
}

export function readOwnContract(file: string): OwnContract {
  const {
    example,
    wrong,
    results = { message: 'done' },
    files = trivialJob,
    ...schemas
  } = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return { schemas, example, wrong, results, files: files as OwnContract['files'] };
}

interface OpenApi {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { requestBody?: Body; responses: Record<string, Body> }>>>
  >;
  readonly components: { readonly schemas: Record<string, unknown> };
}

interface Body {
  readonly content?: Record<
    string,
    { schema: unknown; examples?: Record<string, { value: { parameters?: unknown; results?: unknown } }> }
  >;
}

/** Replaces the sample job in a copy of the workspace, as the README describes. */
export function applyOwnContract(root: string, { schemas, example, results, files }: OwnContract): void {
  const openapi = parse(readFileSync(join(workspace, 'openapi.yaml'), 'utf8')) as OpenApi;
  Object.assign(openapi.components.schemas, schemas);
  const submit = openapi.paths['/jobs']?.post?.requestBody;
  if (!submit?.content) throw new Error('openapi.yaml has no request body for POST /jobs.');
  submit.content['application/json'] = {
    schema: { $ref: '#/components/schemas/JobParameters' },
    examples: { own: { value: example as object } },
  };
  const jobs = openapi.paths['/jobs/{jobId}']?.get?.responses['200']?.content?.['application/json']?.examples ?? {};
  for (const { value } of Object.values(jobs)) {
    if (value.parameters !== undefined) value.parameters = example;
    if (value.results !== undefined) value.results = results;
  }
  writeFileSync(join(root, 'openapi.yaml'), stringify(openapi, { aliasDuplicateObjects: false }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

const trivialJob = {
  'libs/domain/src/job.ts': `import type { RunJob } from './run-job.ts';

export const runJob: RunJob = () => Promise.resolve({ message: 'done' });

export const jobErrorTypes: readonly string[] = [];
`,
};

/** Removes the files that the sample does not have. */
export function removeOwnFiles(root: string, { files }: OwnContract): void {
  for (const name of Object.keys(files)) if (!existsSync(join(workspace, name))) rmSync(join(root, name));
}
