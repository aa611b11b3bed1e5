import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dynamoDbScene, jobsTable } from '../testing/dynamodb-fixture.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jobs-local-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

describe('tables in a folder', () => {
  it('are there again after a restart, with their items', async () => {
    const path = await temporaryFolder();
    const before = await dynamoDbScene({ path });
    await before.put({ id: { S: 'a' }, status: { S: 'Success' } });
    await before.dynamoDb.stop();

    const after = await dynamoDbScene({ path });

    expect((await after.get('a')).output).toEqual({ Item: { id: { S: 'a' }, status: { S: 'Success' } } });
    expect((await after.call('ListTables', {})).output).toEqual({ TableNames: ['Jobs'] });
  });

  it('are not used with another key', async () => {
    const path = await temporaryFolder();
    const before = await dynamoDbScene({ path });
    await before.dynamoDb.stop();
    const other = {
      ...jobsTable,
      keySchema: [{ AttributeName: 'name', KeyType: 'HASH' as const }],
      attributeDefinitions: [{ AttributeName: 'name', AttributeType: 'S' as const }],
    };

    await expect(dynamoDbScene({ path, tables: [other] })).rejects.toThrow(
      'The table Jobs was kept with the key id (HASH), the template says name (HASH).',
    );
  });
});
