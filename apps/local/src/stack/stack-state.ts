import type { Account } from '@jobs/local-aws/cloudformation';
import { createDynamoDb, type DynamoDb, type DynamoDbFaults, type TableDefinition } from '@jobs/local-aws/dynamodb';
import { type ArchiveStorage, memoryArchiveStorage } from '@jobs/local-aws/eventbridge';
import type { Clock } from '@jobs/local-aws/kernel';
import { QueueMessages } from '@jobs/local-aws/sqs';
import type { EventJournalFile } from './persistence/event-journal-file.ts';
import { explainLockError, openPersistentState } from './persistence/persistent-state.ts';

export interface StackStateOptions {
  readonly account: Account;
  readonly stackName: string;
  readonly tables: readonly TableDefinition[];
  readonly stackClock: Clock;
  readonly faults: DynamoDbFaults;
  /** Keeps the state for a later run; it is in memory when absent. */
  readonly dataFolder?: string;
}

/** What stays when the definition of a stack changes. */
export interface StackState {
  readonly dynamoDb: DynamoDb;
  readonly archiveStorage: ArchiveStorage;
  readonly queueMessages: QueueMessages;
  /** The events that functions have yet to finish; absent in memory, where they end with the process. */
  readonly journal?: EventJournalFile;
  close(): Promise<void>;
}

/** @throws LocalRunError when another process uses the folder */
export async function openStackState(options: StackStateOptions): Promise<StackState> {
  const { account, stackName, tables, stackClock, faults, dataFolder } = options;
  const persistent = dataFolder === undefined ? undefined : openPersistentState(dataFolder, stackName);
  const path = persistent && { path: persistent.tables };
  const dynamoDb = await createDynamoDb({ ...account, tables, clock: stackClock, faults, ...path }).catch(
    (error: unknown) => {
      throw explainLockError(error, dataFolder ?? '');
    },
  );
  try {
    const journal = persistent?.openJournal();
    return {
      dynamoDb,
      archiveStorage: persistent?.archives ?? memoryArchiveStorage(),
      queueMessages: new QueueMessages(stackClock),
      ...(journal && { journal }),
      close: async () => {
        journal?.close();
        await dynamoDb.stop();
      },
    };
  } catch (error) {
    await dynamoDb.stop();
    throw error;
  }
}
