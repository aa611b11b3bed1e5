import { LocalRunError, PendingWork, StorageError, Timers } from '../../kernel/index.ts';
import { answer, errorAnswer } from './answer.ts';
import { describeContinuousBackups } from './continuous-backups.ts';
import { isDynaliteOperation, openStore, type Store } from './dynalite.ts';
import type { DynamoDb, DynamoDbOptions } from './dynamodb.ts';
import { DynamoDbError, validationError } from './errors.ts';
import { deleteExpired } from './expiry.ts';
import { type DynamoDbFaults, failOnPurpose } from './faults.ts';
import { restoreIndexes } from './global-indexes.ts';
import { checkLimits } from './input-limits.ts';
import { keepStore } from './persistent-store.ts';
import { runOperation } from './run-operation.ts';
import { TableStreams } from './streams/table-streams.ts';
import { createTableInput, type KeyElement, type TableDefinition } from './table-definition.ts';
import { existingTable, hasTable, listTables, whenActive } from './tables.ts';
import { TimeToLiveSettings } from './time-to-live.ts';

type Input = Readonly<Record<string, unknown>>;

const hourMs = 3_600_000;

/** Creates the tables and resolves when they are ready. */
export async function createDynamoDb(options: DynamoDbOptions): Promise<DynamoDb> {
  const { clock, tables } = options;
  const createdAt = clock.now();
  const opened = await openStore();
  const streams = new TableStreams(opened, options);
  const store: Store = { ...opened, streams };
  store.tableDb.awsAccountId = options.accountId;
  store.tableDb.awsRegion = options.region;
  if (options.storage) await keepStore(store, options.storage);
  const timeToLive = new TimeToLiveSettings(store);
  for (const table of tables) {
    await ensureTable(store, table);
    if (table.timeToLiveAttribute !== undefined) timeToLive.enable(table.name, table.timeToLiveAttribute);
  }
  await streams.define(tables);

  const run = async (operation: string, input: Input): Promise<object> => {
    switch (operation) {
      case 'ListTables':
        return listTables(store, input);
      case 'CreateTable':
      case 'UpdateTable':
        refuseStream(operation, input);
        return runOperation(store, operation, input);
      case 'DescribeTable': {
        const { Table: table } = (await runOperation(store, operation, input)) as { Table: object };
        return { Table: { ...table, ...streams.describe(input.TableName) } };
      }
      case 'DescribeTimeToLive':
        return timeToLive.describe(input);
      case 'UpdateTimeToLive':
        return timeToLive.update(input);
      case 'DescribeContinuousBackups': {
        const name = await existingTable(store, input);
        const definition = tables.find((table) => table.name === name);
        return describeContinuousBackups(definition?.pointInTimeRecovery ?? false, createdAt, clock);
      }
      case 'DeleteTable': {
        refuseProtected(tables, input);
        const output = await runOperation(store, operation, input);
        timeToLive.forget(String(input.TableName));
        return output;
      }
      default:
        if (isDynaliteOperation(operation)) return runOperation(store, operation, input);
        throw new DynamoDbError(
          'UnknownOperationException',
          `The local DynamoDB does not support the operation ${operation}.`,
        );
    }
  };

  const work = new PendingWork();
  const timers = new Timers(clock);
  const deleteExpiredItems = async (): Promise<number> => {
    let deleted = 0;
    for (const [table, attribute] of timeToLive.enabled) deleted += await deleteExpired(store, table, attribute, clock);
    return deleted;
  };
  /** Items that can't be deleted now because the storage can't write are left to the next sweep. */
  const sweep = async () => {
    try {
      await deleteExpiredItems();
      await streams.trim();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
  };
  const sweepLater = (): void => {
    timers.set(options.expirySweepMs ?? hourMs, () => {
      void work.track(sweep());
      sweepLater();
    });
  };
  sweepLater();

  const respond = async (operation: string, body: string | Buffer, faults?: DynamoDbFaults) => {
    try {
      const input = parse(body);
      failOnPurpose(faults, operation, input);
      checkLimits(input);
      return answer(200, await run(operation, input));
    } catch (error) {
      return errorAnswer(error);
    }
  };

  return {
    call: (operation, body) => work.track(respond(operation, body, options.faults)),
    inspect: (operation, body) => work.track(respond(operation, body)),
    streams,
    deleteExpiredItems: () => work.track(deleteExpiredItems()),
    stop: async () => {
      timers.cancelAll();
      await work.idle();
      await store.db.close();
    },
  };
}

/** Creates a table unless the store kept it from an earlier run. */
async function ensureTable(store: Store, table: TableDefinition): Promise<void> {
  const isKept = await hasTable(store, table.name);
  if (!isKept) await runOperation(store, 'CreateTable', createTableInput(table));
  const { KeySchema: kept } = await whenActive(store, table.name);
  if (keyOf(kept) !== keyOf(table.keySchema)) {
    const keys = `the key ${keyOf(kept)}, but the template has ${keyOf(table.keySchema)}`;
    throw new LocalRunError(
      `The stored table ${table.name} has ${keys}. Choose another folder with --data, or delete this one to start over.`,
    );
  }
  if (isKept) await restoreIndexes(store, table);
}

const keyOf = (schema: readonly KeyElement[]): string =>
  schema.map(({ AttributeName: name, KeyType: type }) => `${name} (${type})`).join(', ');

function refuseProtected(tables: readonly TableDefinition[], input: Input): void {
  const table = tables.find(({ name }) => name === input.TableName);
  if (!table?.deletionProtection) return;
  const message =
    'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.';
  throw new DynamoDbError('ValidationException', message);
}

/** CreateTable may explicitly disable the stream. */
function refuseStream(operation: string, { StreamSpecification: stream }: Input): void {
  if (typeof stream !== 'object' || stream === null) return;
  if (operation === 'CreateTable' && !('StreamEnabled' in stream && stream.StreamEnabled)) return;
  throw validationError(
    "The local DynamoDB only supports streams of the template's tables. Enable the stream in the template.",
  );
}

function parse(body: string | Buffer): Input {
  let input: unknown;
  try {
    input = JSON.parse(body.toString());
  } catch (cause) {
    throw new DynamoDbError('SerializationException', 'The body is not JSON.', { cause });
  }
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return withPlainName(input as Input);
  throw new DynamoDbError('SerializationException', 'Start of structure was expected.');
}

/** `TableName` may be the table's ARN. */
function withPlainName(input: Input): Input {
  const name = input.TableName;
  if (typeof name !== 'string' || !name.startsWith('arn:')) return input;
  return { ...input, TableName: name.slice(name.indexOf('/') + 1) };
}
