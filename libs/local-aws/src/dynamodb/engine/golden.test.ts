import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dynamoDbFixture } from '../testing/dynamodb-fixture.ts';
import type { GlobalIndex, TableDefinition } from './table-definition.ts';

/** A table in the form of CreateTable's input. */
interface RecordedTable {
  readonly TableName: string;
  readonly KeySchema: TableDefinition['keySchema'];
  readonly AttributeDefinitions: TableDefinition['attributeDefinitions'];
  readonly GlobalSecondaryIndexes?: readonly GlobalIndex[];
}

/** A call and DynamoDB Local's response: see tools/dynamodb-local. */
interface RecordedCall {
  readonly operation: string;
  readonly input: object;
  readonly status: number;
  readonly body: Answer;
}

interface Golden {
  readonly tables: readonly RecordedTable[];
  readonly cases: readonly { readonly name: string; readonly calls: readonly RecordedCall[] }[];
}

type Answer = Readonly<Record<string, unknown>>;

const file = join(import.meta.dirname, '../../../../../tools/dynamodb-local/golden/calls.json');
const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;
const tables = golden.tables.map((table) => ({
  name: table.TableName,
  keySchema: table.KeySchema,
  attributeDefinitions: table.AttributeDefinitions,
  ...(table.GlobalSecondaryIndexes && { globalIndexes: table.GlobalSecondaryIndexes }),
}));

const notCompared: ReadonlySet<string> = new Set(['message', 'Message', 'ConsumedCapacity']);

/** The error type, or the output with its sets sorted. */
function comparable(status: number, answer: Answer): object {
  const text = JSON.stringify(answer, (name, value: unknown) => {
    if (notCompared.has(name)) return undefined;
    if (name === '__type') return String(value).split('#').at(-1);
    return /^[SNB]S$/.test(name) && Array.isArray(value) ? value.toSorted() : value;
  });
  return { status, ...(JSON.parse(text) as object) };
}

describe('calls return the same outputs and errors as DynamoDB Local', () => {
  it.each(golden.cases)('$name', async ({ calls }) => {
    const fixture = await dynamoDbFixture({ tables });
    for (const { operation, input, status, body } of calls) {
      const answer = await fixture.call(operation, input);
      const call = `${operation} ${JSON.stringify(input)}`;
      expect(comparable(answer.status, answer.output), call).toEqual(comparable(status, body));
    }
  });
});
