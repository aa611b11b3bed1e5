import type { Account } from '@jobs/local-aws/cloudformation';
import type { DynamoDb, DynamoDbFaults } from '@jobs/local-aws/dynamodb';
import type { EventBridge } from '@jobs/local-aws/eventbridge';
import type { Iam } from '@jobs/local-aws/iam';
import type { Clock, HttpRequest, HttpResponse, StackEvent } from '@jobs/local-aws/kernel';
import type { FunctionDefinition, Lambda, LambdaFaults } from '@jobs/local-aws/lambda';
import type { Pipes } from '@jobs/local-aws/pipes';
import type { Queues } from '@jobs/local-aws/sqs';
import type { FaultRequest } from './faults/fault.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import type { FunctionLabels } from './label-functions.ts';
import type { StackOutputs } from './localize-outputs.ts';
import type { FileSystem } from './persistence/file-system.ts';
import type { InertResource, StackDefinition } from './stack-definition.ts';

export interface LocalStackOptions {
  /** The folder of the cloud assembly, `cdk.out`. */
  readonly assembly: string;
  readonly stackName: string;
  /** 0 picks a free port. @default 0 */
  readonly port?: number;
  /** @default 'eu-west-1' */
  readonly region?: string;
  /** The key of the one IAM user. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The clock of the stack: queue, retries, ages, records, archive, and the functions' `Date`. @default real time */
  readonly stackClock?: Clock;
  /** The clock of external clients: expiry of temporary credentials, and the date of responses. @default real time */
  readonly realClock?: Clock;
  /** Receives each event of the stack, with a lookup of the functions' labels. @default ignored */
  readonly report?: (event: StackEvent, labelOf: FunctionLabels) => void;
  /** Receives problems, such as a 5xx response of the gateway or an unexpected error. @default ignored */
  readonly reportProblem?: (problem: string) => void;
  /** Receives each line of the API's access log. @default ignored */
  readonly reportAccess?: (line: string) => void;
  /** Handles each request in place of the stack; `next` returns the stack's response. @default the stack's response */
  readonly answer?: (request: HttpRequest, next: () => Promise<HttpResponse>) => Promise<HttpResponse>;
  /** A folder that keeps tables, archives and the queue for later runs. @default in memory */
  readonly dataFolder?: string;
  /** The file with the values of secrets and parameters, which may not exist; read again at each reload. @default none */
  readonly valuesFile?: string;
  /** The file system that holds the data folder. @default node:fs */
  readonly fileSystem?: FileSystem;
  /** Faults to inject. @default none */
  readonly faults?: {
    readonly lambda?: LambdaFaults;
    readonly dynamoDb?: DynamoDbFaults;
    /** Set from the start; {@link LocalStack.faults} can change it. */
    readonly plan?: readonly FaultRequest[];
  };
}

/** A running stack. */
export interface LocalStack extends Account {
  /** `http://127.0.0.1:<port>`: AWS API calls go to its `/`, the jobs API is below `/<stage>`. */
  readonly endpoint: string;
  readonly stackName: string;
  readonly outputs: StackOutputs;
  readonly iam: Iam;
  readonly lambda: Lambda;
  readonly eventBridge: EventBridge;
  readonly pipes: Pipes;
  readonly queues: Queues;
  readonly dynamoDb: DynamoDb;
  /** What goes wrong on purpose. */
  readonly faults: FaultPlan;
  /** The current definition of the stack. */
  readonly definition: StackDefinition;
  readonly functions: readonly FunctionDefinition[];
  readonly labelOf: FunctionLabels;
  /** Resources that only have a name here, and subscriptions without deliveries. */
  readonly inert: readonly InertResource[];
  /**
   * Reads the cloud assembly again and applies it. Tables, archives and the queue stay as they are;
   * a changed function takes effect with its next invocation.
   * @throws LocalRunError if the stack can't be read, or differs too much; nothing changes in that case
   */
  reload(): Promise<void>;
  /** Rejects new work, and stops everything in reverse order. */
  stop(): Promise<void>;
}
