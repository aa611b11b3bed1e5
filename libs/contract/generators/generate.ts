import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { formatProblems, getTotals, lint, loadConfig } from '@redocly/openapi-core';
import { format, resolveConfig } from 'prettier';
import { type Contract } from './contract.ts';
import { stringFormats } from './formats.ts';
import { generatedNotice } from './generated-notice.ts';
import { exampleJobEvent, jobEventSchema } from './job-event.ts';
import { jobTypesDeclarations, jobTypesSource } from './job-types.ts';
import { keywordsPage } from './keywords-page.ts';
import { exampleParameters, operationsTable } from './operations.ts';
import { postmanCollection } from './postman-collection.ts';
import { ContractError, readContract } from './read-contract.ts';
import { requestModels } from './request-models.ts';
import { testContract } from './test-contract.ts';
import { typesOf } from './types-source.ts';
import { schemasSource } from './zod-schemas.ts';

const root = resolve(import.meta.dirname, '../../..');
const openapi = process.env.JOBS_OPENAPI ?? join(root, 'openapi.yaml');
const contractFolder = join(root, 'libs/contract/src');
const sdkFolder = join(root, 'libs/client-sdk/src/generated');
const postmanFolder = join(root, 'postman');
const docsFolder = join(root, 'docs');

/** Writes all files that are generated from `openapi.yaml`, or none. */
async function generate(): Promise<void> {
  const contract = await checkedContract(openapi);
  const forTests = testContract(contract, join(root, 'libs/contract/test-contract.yaml'));
  const files: File[] = [
    ...(await sources(contract, join(contractFolder, 'generated'))),
    ...(await sources(forTests, join(contractFolder, 'test-contract'))),
    [sdkFolder, 'api.gen.ts', await sdkSource(contract)],
    [docsFolder, 'schemas.md', keywordsPage()],
    [docsFolder, 'job-event.schema.json', JSON.stringify(jobEventSchema(contract))],
    [postmanFolder, 'jobs-api.postman_collection.json', JSON.stringify(postmanCollection(contract))],
  ];
  const formatted = await Promise.all(files.map(([folder, name, source]) => formattedFile(folder, name, source)));
  formatted.forEach(write);
}

type File = [folder: string, name: string, source: string];

/** The source files for the exports of `libs/contract`. */
async function sources(contract: Contract, folder: string): Promise<File[]> {
  const { schemas } = contract.components;
  return [
    // The functions see a job's parameters with defaults applied; callers may omit them.
    [folder, 'types.gen.ts', await typesOf(contract, { defaultNonNullable: true })],
    [folder, 'request-models.gen.ts', constant('requestModels', requestModels(contract))],
    [folder, 'schemas.gen.ts', schemasSource(schemas, '../checks.ts', './types.gen.ts')],
    [folder, 'job-types.gen.ts', jobTypesSource(schemas)],
    [folder, 'operations.gen.ts', operationsSource(contract)],
    [folder, 'string-constraints.gen.ts', constant('stringConstraints', stringConstraints(contract))],
  ];
}

/** @throws Error with all problems, or after they have been listed */
async function checkedContract(file: string): Promise<Contract> {
  const own = attempt(() => readContract(file));
  const listed = await listLintProblems(file).catch((error: unknown) => {
    // If the linter cannot read the contract, report only that.
    if (own.error instanceof ContractError) throw own.error;
    throw error;
  });
  if (listed === undefined) return own.value();
  if (own.error instanceof ContractError) throw new Error(`${listed}\nAlso:\n${own.error.message}`);
  throw new Error(listed);
}

interface Attempt<T> {
  readonly error?: unknown;
  /** @throws the error */
  readonly value: () => T;
}

function attempt<T>(make: () => T): Attempt<T> {
  try {
    const value = make();
    return { value: () => value };
  } catch (error) {
    return {
      error,
      value: () => {
        throw error;
      },
    };
  }
}

/** Lists and counts violations of OpenAPI's rules; undefined if there are none. */
async function listLintProblems(file: string): Promise<string | undefined> {
  const problems = await lint({ ref: file, config: await loadConfig({ configPath: join(root, 'redocly.yaml') }) });
  const totals = getTotals(problems);
  if (totals.errors + totals.warnings === 0) return undefined;
  formatProblems(problems, { totals, version: '' });
  return `the linter found ${totals.errors} errors and ${totals.warnings} warnings; see above.`;
}

async function sdkSource(contract: Contract): Promise<string> {
  const types = await typesOf(contract, { defaultNonNullable: false });
  return [types, jobTypesDeclarations(contract.components.schemas), patternSource(contract)].join('\n');
}

function operationsSource(contract: Contract): string {
  return [
    constant('operations', operationsTable(contract)),
    'export type OperationId = keyof typeof operations;',
    '',
    '/** The parameters of a valid job: the first example of `submitJob`. */',
    `export const exampleParameters: unknown = ${JSON.stringify(exampleParameters(contract), null, 2)};`,
    '',
    '/** The example event of a successful job. */',
    `export const jobEventExample: unknown = ${JSON.stringify(exampleJobEvent(contract), null, 2)};`,
    '',
  ].join('\n');
}

/**
 * The constraints of the contract's named strings, for code that can't use a validator: mapping templates and the SDK.
 */
function stringConstraints(contract: Contract): Record<string, object> {
  const strings = Object.entries(contract.components.schemas).filter(
    ([, { type, pattern, enum: values }]) => pattern !== undefined || (type === 'string' && values !== undefined),
  );
  return Object.fromEntries(
    strings.map(([name, { pattern, maxLength, enum: values }]) => [name, { pattern, maxLength, enum: values }]),
  );
}

/** What the SDK checks itself, because it has no validator. */
function patternSource(contract: Contract): string {
  const forms = {
    generatedJobIdForm: 'GeneratedJobId',
    jobIdForm: 'JobId',
    idempotencyKeyForm: 'IdempotencyKey',
    timestampForm: 'Timestamp',
    finalStatusForm: 'FinalStatus',
    jobEventTypeForm: 'JobEventType',
  };
  return Object.entries(forms)
    .map(([constantName, schemaName]) => {
      const { format = '', maxLength, enum: values, ...schema } = contract.components.schemas[schemaName] ?? {};
      const pattern = schema.pattern ?? stringFormats[format];
      if (pattern === undefined && values === undefined)
        throw new Error(`#/components/schemas/${schemaName} has no pattern; the client SDK needs it.`);
      return constant(constantName, { pattern, maxLength, enum: values });
    })
    .join('\n');
}

function constant(name: string, value: unknown): string {
  return `export const ${name} = ${JSON.stringify(value, null, 2)} as const;\n`;
}

/** The files that are out of date; with `--check` they are left unchanged. */
const outdated: string[] = [];
const checkOnly = process.argv.includes('--check');

interface GeneratedFile {
  readonly file: string;
  readonly text: string;
}

async function formattedFile(folder: string, name: string, source: string): Promise<GeneratedFile> {
  const file = join(folder, name);
  const header = name.endsWith('.ts') ? `// ${generatedNotice}\n` : '';
  return { file, text: await format(header + source, { ...(await resolveConfig(file)), filepath: file }) };
}

function write({ file, text }: GeneratedFile): void {
  if (readOrUndefined(file) === text) return;
  outdated.push(relative(root, file));
  if (checkOnly) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
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
  const done = checkOnly ? 'out of date (run `npx nx run contract:generate`)' : 'generated';
  process.stdout.write(
    outdated.map((file) => `${done}: ${file}\n`).join('') || 'The generated files are up to date.\n',
  );
  if (checkOnly && outdated.length > 0) process.exitCode = 1;
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  const separator = reason.includes('\n') ? '\n' : ' ';
  process.stderr.write(`\nCan't generate from ${relative(process.cwd(), openapi)}:${separator}${reason}\n`);
  process.exitCode = 1;
}
