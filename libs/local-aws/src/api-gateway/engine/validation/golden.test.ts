import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyValidators } from '../body-validator.ts';

/** A schema and what json-schema-validator 2.2.14 says of documents: see tools/json-schema-validator. */
interface GoldenRecord {
  readonly name: string;
  readonly schema: object;
  readonly documents: readonly GoldenDocument[];
}

interface GoldenDocument {
  readonly text: string;
  readonly valid?: boolean;
  readonly messages?: readonly string[];
  /** The exception that the validator ends with. */
  readonly failure?: string;
}

const folder = join(import.meta.dirname, '../../../../../../tools/json-schema-validator/golden');

function recorded(...groups: readonly string[]): [name: string, record: GoldenRecord][] {
  return groups.flatMap((group) => {
    const records = JSON.parse(readFileSync(join(folder, `${group}.json`), 'utf8')) as readonly GoldenRecord[];
    return records.map((record): [string, GoldenRecord] => [record.name, record]);
  });
}

/** The refusal; undefined for a document that is accepted. */
function judge(schema: object, text: string): string | undefined {
  const validate = bodyValidators({ id: 'api' })({ 'application/json': schema }, 'POST /');
  return validate(Buffer.from(text), 'application/json')?.();
}

function expectAsRecorded({ schema, documents }: GoldenRecord): void {
  for (const { text, valid, messages = [], failure } of documents) {
    const refusal = judge(schema, text);
    if (failure !== undefined) expect(refusal, text).toMatch(/^\[the body (?:is not valid JSON|cannot be validated): /);
    else expect(refusal, text).toBe(valid === true ? undefined : `[${messages.join(', ')}]`);
  }
}

describe('verdict, words and order are those that were recorded', () => {
  it.each(recorded('numbers', 'documents'))('A33 of numbers and documents: %s', (_name, record) => {
    expectAsRecorded(record);
  });

  it.each(recorded('order', 'request-models'))('A34 of models: %s', (_name, record) => {
    expectAsRecorded(record);
  });

  it.each(recorded('keywords'))('A35 of keywords: %s', (_name, record) => {
    expectAsRecorded(record);
  });
});

describe('what differs from the recording', () => {
  const [formats, dependencies] = recorded('differences').map(([, record]) => record);

  it('is that formats are not checked', () => {
    expect(formats?.documents.filter(({ valid }) => valid === false)).toHaveLength(8);
    for (const { text } of formats?.documents ?? []) expect(judge(formats?.schema ?? {}, text), text).toBeUndefined();
  });

  it('is the order of several broken dependencies, which is that of a Java hash map there', () => {
    for (const { text, messages = [] } of dependencies?.documents ?? []) {
      const expected = messages.length > 0 ? `[${messages.toSorted().join(', ')}]` : undefined;
      expect(judge(dependencies?.schema ?? {}, text), text).toBe(expected);
    }
  });
});
