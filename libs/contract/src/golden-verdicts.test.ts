import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { schemaProblems } from '../generators/check-schemas.ts';
import { normalize } from '../generators/normalize.ts';
import { toDraft04 } from '../generators/request-models.ts';
import { namedSchema } from '../generators/schema.ts';
import { schemaValueProblems } from '../generators/value-problems.ts';
import { identifierOf } from '../generators/zod-schemas.ts';
import { jsonDocument } from './checks.ts';
import { goldenContracts } from './testing/golden-contracts.ts';
import { importValidators, type Validators } from './testing/import-validators.ts';

/** Recorded results of API Gateway's validator: see tools/json-schema-validator. */
interface GoldenRecord {
  readonly name: string;
  readonly schema: object;
  readonly documents: readonly { readonly text: string; readonly valid?: boolean }[];
}

const folder = join(import.meta.dirname, '../../../tools/json-schema-validator/golden');
const recorded = (group: string) =>
  JSON.parse(readFileSync(join(folder, `${group}.json`), 'utf8')) as readonly GoldenRecord[];
const records = recorded('request-models');
const contracts = goldenContracts();

/** Whether a text is exactly what JavaScript would write for its value. */
function isAsJavaScriptWrites(text: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

describe('the recorded verdicts', () => {
  let validators: readonly Validators[];
  beforeAll(async () => {
    validators = await importValidators(contracts.map(({ schemas }) => schemas));
  });

  it('are those of all contracts', () => {
    expect(records.map(({ name }) => name)).toEqual(contracts.map(({ name }) => name));
  });

  it.each(contracts.map(({ name, schemas }, index) => [name, schemas, index] as const))(
    "are those of the function's validator: %s",
    (_name, schemas, index) => {
      const record = records[index];
      // Otherwise: npx nx run contract:record-validation
      expect(record?.schema).toEqual(toDraft04(schemas, namedSchema('JobParameters')));
      const validator = validators[index]?.[identifierOf('JobParameters')];
      if (!record || !validator)
        throw new Error('No validator or no recording. Run: npx nx run contract:record-validation');
      for (const { text, valid = false } of record.documents) {
        const accepts = jsonDocument(validator).safeParse(JSON.parse(text)).success;
        // Only the function rejects a name that JavaScript would lose.
        if (text.includes('"__proto__":')) expect(accepts, text).toBe(false);
        else if (valid || isAsJavaScriptWrites(text)) expect(accepts, text).toBe(valid);
      }
    },
  );

  it('reject integers in other notations, and accept those that JavaScript writes', () => {
    const texts = records.flatMap(({ documents }) => documents).filter(({ text }) => !isAsJavaScriptWrites(text));
    expect(texts.filter(({ valid }) => valid === false).length).toBeGreaterThan(50);
    expect(texts.filter(({ valid }) => valid === true).length).toBeGreaterThan(0);
  });
});

describe('the recorded verdicts of schemas that a contract can have, too', () => {
  const supported = ['numbers', 'keywords', 'order', 'documents'].flatMap(recorded).flatMap((record) => {
    const schemas = normalize({ Root: record.schema });
    const problems = schemaProblems(schemas, new Set(['Root']));
    // A schema that gets an implied type differs from the recorded one.
    const isSame = isDeepStrictEqual(schemas.Root, record.schema);
    const isSupported = isSame && problems.length === 0 && schemaValueProblems(schemas).length === 0;
    return isSupported ? [{ ...record, schemas }] : [];
  });

  it("are never stricter than the function's validator", async () => {
    const validators = await importValidators(supported.map(({ schemas }) => schemas));
    let compared = 0;
    supported.forEach(({ name, documents }, index) => {
      const validator = validators[index]?.[identifierOf('Root')];
      if (!validator) throw new Error(`No validator for ${name}.`);
      for (const { text, valid = false } of documents.filter((document) => isAsJavaScriptWrites(document.text))) {
        compared += 1;
        if (!valid) expect(jsonDocument(validator).safeParse(JSON.parse(text)).success, `${name}: ${text}`).toBe(false);
      }
    });
    expect(supported.length).toBeGreaterThan(15);
    expect(compared).toBeGreaterThan(80);
  });
});
