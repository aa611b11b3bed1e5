import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';

const generator = join(import.meta.dirname, 'generate.ts');
const openapi = join(import.meta.dirname, '../../../openapi.yaml');

function check(file: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [generator, '--check'], {
    env: { ...process.env, JOBS_OPENAPI: file },
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

/** The project's own contract with one change. */
function changed(from: string, to: string): string {
  const text = readFileSync(openapi, 'utf8');
  expect(text).toContain(from);
  const file = join(mkdtempSync(join(tmpdir(), 'openapi-')), 'openapi.yaml');
  writeFileSync(file, text.replace(from, to));
  return file;
}

/** The project's own contract with different job parameters. */
function withJobs(parameters: object): string {
  const contract = parse(readFileSync(openapi, 'utf8')) as {
    readonly paths: { readonly '/jobs': { readonly post: { readonly requestBody: { content: object } } } };
    readonly components: { readonly schemas: Record<string, object> };
  };
  const { schemas } = contract.components;
  const { JobParameters: own = {} } = schemas;
  // Unreferenced schemas are also reported.
  schemas.OwnParameters = own;
  schemas.JobParameters = { anyOf: [{ $ref: '#/components/schemas/OwnParameters' }, parameters], example: {} };
  contract.paths['/jobs'].post.requestBody.content = {
    'application/json': { schema: { $ref: '#/components/schemas/JobParameters' } },
  };
  const file = join(mkdtempSync(join(tmpdir(), 'openapi-')), 'openapi.yaml');
  writeFileSync(file, stringify(contract));
  return file;
}

describe('generate', () => {
  it('has been run since the contract last changed', () => {
    expect(check(openapi)).toEqual({ status: 0, output: 'The generated files are up to date.\n' });
  });

  it('lists with --check which files a change of the contract makes out of date', () => {
    const { status, output } = check(withJobs({ type: 'object', properties: { other: { type: 'string' } } }));
    expect(status).toBe(1);
    expect(output).toMatch(/out of date.*request-models\.gen\.ts/);
    expect(output).toMatch(/out of date.*postman_collection\.json/);
  });

  it.each([
    ['is not YAML', 'openapi: 3.0.3', 'openapi: [', /Can't generate from .*openapi\.yaml/],
    ['is not OpenAPI 3.0', 'openapi: 3.0.3', 'openapi: 3.1.0', /must be OpenAPI 3\.0/],
    ['breaks a rule of OpenAPI', 'operationId: getJob', 'operationId: submitJob', /unique/i],
    [
      'has a broken reference',
      "$ref: '#/components/schemas/AcceptedJob'",
      "$ref: '#/components/schemas/Nothing'",
      /Nothing/,
    ],
    [
      'has path-level parameters',
      '  /jobs/{jobId}:\n',
      '  /jobs/{jobId}:\n    parameters: []\n',
      /'parameters' is not supported/,
    ],
    ['has a default response', "'200':", 'default:', /'default' is not a status code/],
  ])('ends in one clear message when the contract %s', (_what, from, to, message) => {
    const { status, output } = check(changed(from, to));
    expect(status).toBe(1);
    expect(output).toMatch(message);
    expect(output).toMatch(/Can't generate from/);
    expect(output).not.toMatch(/^\s+at /m);
  });

  it('reports all problems at once, each with its place and what to write instead', () => {
    const count = { type: 'integer', pattern: '(?<year>x)', nullable: 5, const: 3 };
    const { status, output } = check(withJobs({ type: 'object', properties: { count } }));
    expect(status).toBe(1);
    const at = '#/components/schemas/JobParameters/anyOf/1/properties/count';
    expect(output).toContain(`${at}: 'pattern' has no effect on type integer: remove it.`);
    expect(output).toContain(
      `${at}: pattern '(?<year>x)' is not a valid ECMAScript 5 regular expression, which API Gateway requires`,
    );
    expect(output).toContain(`${at}: 'nullable' must be true or false.`);
    expect(output).toContain(`${at}: 'const' is not a keyword of OpenAPI 3.0: write an enum with one value.`);
  });

  it('rejects all listed values that a model or JavaScript could not represent', () => {
    const file = withJobs({ type: 'object', properties: { own: {} } });
    // As text, because a JavaScript object has no own property '__proto__'.
    const properties = `
            listed: { enum: [[1, null], { a: { b: null } }, { x: [{ __proto__: 1 }] }, [2]] }
            preset: { default: { __proto__: 1 } }
            twice: { enum: [{ a: 1, b: 2 }, { b: 2, a: 1 }] }
`;
    writeFileSync(file, readFileSync(file, 'utf8').replace(/\n *own: \{\}\n/, properties));
    const { status, output } = check(file);
    expect(status).toBe(1);
    const at = '#/components/schemas/JobParameters/anyOf/1/properties';
    const instead = "a model can't contain null in a value: write a oneOf with a schema for it.";
    expect(output).toContain(`${at}/listed: 'enum' lists [1,null], but ${instead}`);
    expect(output).toContain(`${at}/listed: 'enum' lists {"a":{"b":null}}, but ${instead}`);
    const lost = "whose property '__proto__' would get lost in JavaScript: rename it.";
    expect(output).toContain(`${at}/listed: 'enum' lists {"x":[{"__proto__":1}]}, ${lost}`);
    expect(output).toContain(`${at}/preset: the default is {"__proto__":1}, ${lost}`);
    expect(output).toContain(`${at}/twice: 'enum' must be a list of unique values.`);
    expect(output).not.toContain('lists [2]');
  });
});
