import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyValidators } from '../body-validator.ts';

/** A schema and the results of json-schema-validator 2.2.14 for documents: see tools/json-schema-validator. */
interface GoldenRecord {
  readonly name: string;
  readonly schema: object;
  readonly documents: readonly GoldenDocument[];
}

interface GoldenDocument {
  readonly text: string;
  readonly valid?: boolean;
  readonly messages?: readonly string[];
  /** The exception that the validator throws. */
  readonly failure?: string;
}

const folder = join(import.meta.dirname, '../../../../../../tools/json-schema-validator/golden');

function recorded(...groups: readonly string[]): [name: string, record: GoldenRecord][] {
  return groups.flatMap((group) => {
    const records = JSON.parse(readFileSync(join(folder, `${group}.json`), 'utf8')) as readonly GoldenRecord[];
    return records.map((record): [string, GoldenRecord] => [record.name, record]);
  });
}

/** The rejection message, or undefined for an accepted document. */
function judge(schema: object, text: string): string | undefined {
  const validate = bodyValidators({ id: 'api' })({ 'application/json': schema }, 'POST /');
  return validate(Buffer.from(text), 'application/json')?.();
}

function expectAsRecorded({ schema, documents }: GoldenRecord): void {
  for (const { text, valid, messages = [], failure } of documents) {
    const rejection = judge(schema, text);
    if (failure !== undefined)
      expect(rejection, text).toMatch(/^\[the body (?:is not valid JSON|cannot be validated): /);
    else expect(rejection, text).toBe(valid === true ? undefined : `[${messages.join(', ')}]`);
  }
}

describe('results, messages and order match the recording', () => {
  it.each(recorded('numbers', 'documents'))('A33 for numbers and documents: %s', (_name, record) => {
    expectAsRecorded(record);
  });

  it.each(recorded('order', 'request-models'))('A34 for models: %s', (_name, record) => {
    expectAsRecorded(record);
  });

  it.each(recorded('keywords'))('A35 for keywords: %s', (_name, record) => {
    expectAsRecorded(record);
  });
});

describe('differences from the recording', () => {
  const [formats, dependencies] = recorded('differences').map(([, record]) => record);

  it('formats are not checked', () => {
    expect(formats?.documents.filter(({ valid }) => valid === false)).toHaveLength(8);
    for (const { text } of formats?.documents ?? []) expect(judge(formats?.schema ?? {}, text), text).toBeUndefined();
  });

  it("several broken dependencies come in a different order (a Java hash map's in the recording)", () => {
    for (const { text, messages = [] } of dependencies?.documents ?? []) {
      const expected = messages.length > 0 ? `[${messages.toSorted().join(', ')}]` : undefined;
      expect(judge(dependencies?.schema ?? {}, text), text).toBe(expected);
    }
  });
});
