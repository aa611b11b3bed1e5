import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { listOperations, type Operation, requestBodySchema, responseSchema } from '../generators/contract.ts';
import { readContract } from '../generators/read-contract.ts';
import { refName, type Schema } from '../generators/schema.ts';
import { toJsonSchema } from '../generators/to-json-schema.ts';

const root = resolve(import.meta.dirname, '../../..');
const contract = readContract(join(root, 'openapi.yaml'));
const operations = listOperations(contract).map(({ operation }) => operation);
/** Recipes have their own contracts; their check runs the examples with those. */
const exclude = ['docs/recipes/*/*.md'];
const pages = globSync(['*.md', 'docs/**/*.md', '{apps,libs}/*/README.md', 'examples/README.md'], {
  cwd: root,
  exclude,
})
  .sort()
  .map((page) => ({ page, text: readFileSync(join(root, page), 'utf8') }));

interface Example {
  readonly where: string;
  readonly json: string;
  readonly schema: Schema;
}

/** All matches of a pattern in the documentation. */
function matches(pattern: RegExp): { where: string; groups: readonly string[] }[] {
  return pages.flatMap(({ page, text }) =>
    [...text.matchAll(pattern)].map((match) => ({
      where: `${page}:${text.slice(0, match.index).split('\n').length}`,
      groups: match.slice(1),
    })),
  );
}

/** The placeholder on pages for a body that depends on the reader's contract. */
const anyJob = '{…}';

/** Request bodies in the documentation: for the command, for curl, or in a table. */
function requestExamples(): Example[] {
  const name = requestBodySchema(operationNamed('submitJob')) ?? '';
  const patterns = [/submit '(\{.*?\})'/g, /-d '(\{.*?\})'[^\n]*\/jobs/g, /`POST \/jobs` `(\{.*?\})`/g];
  return patterns
    .flatMap(matches)
    .filter(({ groups: [json] }) => json !== anyJob)
    .map(({ where, groups: [json = ''] }) => ({ where, json, schema: { $ref: `#/components/schemas/${name}` } }));
}

/** Expected responses in the documentation, such as `202 {"id": "…"}`. */
function answerExamples(): Example[] {
  return matches(/`(\d{3}) (\{.*?\})`/g).map(({ where, groups: [status = '', json = ''] }) => {
    const operation = operations.find(({ responses }) => responses[status] !== undefined);
    if (!operation) throw new Error(`${where}: no operation returns ${status}.`);
    return { where, json, schema: responseSchema(contract, operation, status) };
  });
}

function operationNamed(id: string): Operation {
  const operation = operations.find(({ operationId }) => operationId === id);
  if (!operation) throw new Error(`Unknown operation ${id}.`);
  return operation;
}

/** The problems of an example. If it contains `…`, it is shortened, and only property names are checked. */
function problems({ json, schema }: Example): unknown {
  const written = toJsonSchema(contract.components.schemas, schema, 'draft-07');
  const isShortened = json.includes('…');
  const document: unknown = JSON.parse(json.replace(/: …/g, ': "…"'));
  const ajv = new Ajv.default({ allErrors: true });
  ajv.validate(written, document);
  const names = ['required', 'additionalProperties'];
  return (ajv.errors ?? []).filter(({ keyword }) => !isShortened || names.includes(keyword));
}

describe('the documentation', () => {
  it.each([...requestExamples(), ...answerExamples()])('matches the contract at $where: $json', (example) => {
    expect(problems(example)).toEqual([]);
  });

  it('shows bodies of requests and responses', () => {
    expect(requestExamples().length).toBeGreaterThan(2);
    expect(answerExamples().length).toBeGreaterThan(1);
  });

  it('names only properties of a job where it describes the response of `GET /jobs/{jobId}`', () => {
    const [line, ...others] = matches(/^\| `GET \/jobs\/\{jobId\}` +\|(.*)\|$/gm);
    const words = [...(line?.groups[0] ?? '').matchAll(/`(\w+)`/g)].map(([, word]) => word);
    const forms = (contract.components.schemas.Job?.oneOf ?? []).map(
      ({ $ref = '' }) => contract.components.schemas[refName($ref) ?? ''],
    );
    const statuses = forms.flatMap((form) => form?.properties?.status?.enum ?? []);
    expect(others).toEqual([]);
    expect(words).toEqual(expect.arrayContaining(statuses));
    expect([...statuses, ...forms.flatMap((form) => Object.keys(form?.properties ?? {}))]).toEqual(
      expect.arrayContaining(words),
    );
  });
});
