import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { workspace } from '../workspace/environment.ts';

/** A contract that a team could have: the schemas of its jobs, a body that works, and one that does not. */
export interface OwnContract {
  readonly schemas: Readonly<Record<string, unknown>>;
  readonly example: unknown;
  readonly wrong: unknown;
}

export function readOwnContract(file: string): OwnContract {
  const { example, wrong, ...schemas } = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return { schemas, example, wrong };
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
    { schema: unknown; examples?: Record<string, { value: { parameters?: unknown } }> }
  >;
}

/** Replaces the sample's job in a copy of the workspace, as README tells to. */
export function applyOwnContract(root: string, { schemas, example }: OwnContract): void {
  const openapi = parse(readFileSync(join(workspace, 'openapi.yaml'), 'utf8')) as OpenApi;
  Object.assign(openapi.components.schemas, schemas);
  const submit = openapi.paths['/jobs']?.post?.requestBody;
  if (!submit?.content) throw new Error('openapi.yaml has no body of POST /jobs.');
  submit.content['application/json'] = {
    schema: { $ref: '#/components/schemas/JobParameters' },
    examples: { own: { value: example as object } },
  };
  const jobs = openapi.paths['/jobs/{jobId}']?.get?.responses['200']?.content?.['application/json']?.examples ?? {};
  for (const { value } of Object.values(jobs)) if (value.parameters !== undefined) value.parameters = example;
  writeFileSync(join(root, 'openapi.yaml'), stringify(openapi, { aliasDuplicateObjects: false }));
  writeFileSync(join(root, 'libs/domain/src/job.ts'), trivialJob);
}

const trivialJob = `import type { RunJob } from './run-job.ts';

export const runJob: RunJob = () => Promise.resolve({ message: 'done' });

export const jobErrorTypes: readonly string[] = [];
`;
