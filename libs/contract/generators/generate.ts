import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConfig, formatProblems, getTotals, lint } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { generatedNotice } from './generated-notice.ts';
import { operationsTable } from './operations.ts';
import { postmanCollection } from './postman-collection.ts';
import { type Contract, readContract } from './read-contract.ts';
import { requestModels } from './request-models.ts';
import { schemasSource } from './zod-schemas.ts';

const root = resolve(import.meta.dirname, '../../..');
const openapi = process.env.JOBS_OPENAPI ?? join(root, 'openapi.yaml');
const contractFolder = join(root, 'libs/contract/src/generated');
const sdkFolder = join(root, 'libs/client-sdk/src/generated');
const postmanFolder = join(root, 'postman');

/** Writes all files that are made from `openapi.yaml`. */
async function generate(): Promise<void> {
  await assertValid(openapi);
  const contract = readContract(openapi);
  const types = await typesOf(openapi);
  await write(contractFolder, 'types.gen.ts', types);
  await write(contractFolder, 'request-models.gen.ts', constant('requestModels', requestModels(contract)));
  await write(contractFolder, 'schemas.gen.ts', schemasSource(contract, '../checks.ts'));
  await write(contractFolder, 'operations.gen.ts', operationsSource(contract));
  await write(contractFolder, 'string-constraints.gen.ts', constant('stringConstraints', stringConstraints(contract)));
  await write(sdkFolder, 'api.gen.ts', `${types}\n${patternSource(contract)}`);
  await write(postmanFolder, 'jobs-api.postman_collection.json', JSON.stringify(postmanCollection(contract)));
}

async function assertValid(file: string): Promise<void> {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lint({ ref: file, config });
  const totals = getTotals(problems);
  if (totals.errors + totals.warnings === 0) return;
  formatProblems(problems, { totals, version: '' });
  throw new Error(`it has ${totals.errors} errors and ${totals.warnings} warnings, listed above.`);
}

async function typesOf(file: string): Promise<string> {
  return astToString(await openapiTS(pathToFileURL(file), { rootTypes: true, rootTypesNoSchemaPrefix: true }));
}

function operationsSource(contract: Contract): string {
  return `${constant('operations', operationsTable(contract))}\nexport type OperationId = keyof typeof operations;\n`;
}

/** What the named strings of the contract must look like, for those who can't use a validator: mapping templates, the SDK. */
function stringConstraints(contract: Contract): Record<string, object> {
  const strings = Object.entries(contract.components.schemas).filter(([, schema]) => schema.pattern !== undefined);
  return Object.fromEntries(strings.map(([name, { pattern, maxLength }]) => [name, { pattern, maxLength }]));
}

function patternSource(contract: Contract): string {
  const pattern = contract.components.schemas.GeneratedJobId?.pattern;
  if (pattern === undefined)
    throw new Error('#/components/schemas/GeneratedJobId has no pattern; the client SDK needs it.');
  return constant('generatedJobIdPattern', pattern);
}

function constant(name: string, value: unknown): string {
  return `export const ${name} = ${JSON.stringify(value, null, 2)} as const;\n`;
}

/** Files that differ from what they should be; with `--check` they are left as they are. */
const outdated: string[] = [];
const checkOnly = process.argv.includes('--check');

async function write(folder: string, name: string, source: string): Promise<void> {
  const file = join(folder, name);
  mkdirSync(folder, { recursive: true });
  const header = name.endsWith('.ts') ? `// ${generatedNotice}\n` : '';
  const text = await format(header + source, { ...(await resolveConfig(file)), filepath: file });
  if (readOrUndefined(file) === text) return;
  outdated.push(relative(root, file));
  if (!checkOnly) writeFileSync(file, text);
}

function readOrUndefined(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

try {
  await generate();
  const done = checkOnly ? 'out of date, run `npx nx run contract:generate`' : 'generated';
  process.stdout.write(
    outdated.map((file) => `${done}: ${file}\n`).join('') || 'The generated files are up to date.\n',
  );
  if (checkOnly && outdated.length > 0) process.exitCode = 1;
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\nCan't generate from ${relative(process.cwd(), openapi)}: ${reason}\n`);
  process.exitCode = 1;
}
