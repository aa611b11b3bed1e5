import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '@jobs/local-aws/cloudformation';
import { createDynamoDb, type DynamoDb, type DynamoDbFaults, type TableDefinition } from '@jobs/local-aws/dynamodb';
import { type ArchiveStorage, memoryArchiveStorage } from '@jobs/local-aws/eventbridge';
import type { Clock } from '@jobs/local-aws/kernel';
import { type BucketDefinition, openS3, type S3 } from '@jobs/local-aws/s3';
import { createSecrets, type SecretDefinition, type Secrets } from '@jobs/local-aws/secretsmanager';
import { createTopics, type TopicDefinitions, type Topics } from '@jobs/local-aws/sns';
import { QueueMessages } from '@jobs/local-aws/sqs';
import { createParameters, type ParameterDefinition, type Parameters } from '@jobs/local-aws/ssm';
import type { EventJournalFile } from './persistence/event-journal-file.ts';
import type { FileSystem } from './persistence/file-system.ts';
import { openPersistentState } from './persistence/persistent-state.ts';

export interface StackStateOptions {
  readonly account: Account;
  readonly stackName: string;
  readonly tables: readonly TableDefinition[];
  readonly buckets: readonly BucketDefinition[];
  readonly secrets: readonly SecretDefinition[];
  readonly parameters: readonly ParameterDefinition[];
  readonly topics: TopicDefinitions;
  readonly stackClock: Clock;
  readonly faults: DynamoDbFaults;
  /** The folder that keeps the state for later runs; absent: in memory. */
  readonly dataFolder?: string;
  readonly fileSystem?: FileSystem;
  readonly reportProblem: (problem: string) => void;
}

/** The state that survives a reload of the stack. */
export interface StackState {
  readonly dynamoDb: DynamoDb;
  readonly archiveStorage: ArchiveStorage;
  readonly queueMessages: QueueMessages;
  /** Absent in a stack without buckets. */
  readonly s3: S3 | undefined;
  readonly secrets: Secrets;
  readonly parameters: Parameters;
  readonly topics: Topics;
  /** The events that functions have yet to finish; absent if the state is in memory. */
  readonly journal?: EventJournalFile;
  close(): Promise<void>;
}

/** @throws LocalRunError when the data folder can't be used */
export async function openStackState(options: StackStateOptions): Promise<StackState> {
  const { account, stackName, tables, buckets, stackClock, faults, dataFolder, fileSystem, reportProblem } = options;
  await using steps = new AsyncDisposableStack();
  const persistent =
    dataFolder === undefined
      ? undefined
      : openPersistentState({
          folder: dataFolder,
          stackName,
          clock: stackClock,
          reportProblem,
          ...(fileSystem && { files: fileSystem }),
        });
  steps.defer(() => persistent?.close());
  const storage = persistent && { storage: persistent.tables };
  const dynamoDb = await createDynamoDb({ ...account, tables, clock: stackClock, faults, ...storage });
  steps.defer(() => dynamoDb.stop());
  let s3: S3 | undefined;
  if (buckets.length > 0) {
    const folder = persistent?.bucketFolder ?? steps.adopt(temporaryFolder(), removeFolder);
    s3 = await openS3(buckets, { folder, clock: stackClock, reportProblem });
  }
  const opened = steps.move();
  return {
    dynamoDb,
    archiveStorage: persistent?.archives ?? memoryArchiveStorage(),
    queueMessages: new QueueMessages(stackClock),
    s3,
    secrets: createSecrets(options.secrets, { ...account, clock: stackClock }),
    parameters: createParameters(options.parameters, { ...account, clock: stackClock }),
    topics: createTopics(options.topics),
    ...(persistent && { journal: persistent.journal }),
    close: () => opened.disposeAsync(),
  };
}

/**
 * Holds the objects of a run without --data, which may not fit into memory. Private to this user, because mkdtemp
 * creates it.
 */
const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'jobs-local-objects-'));

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
