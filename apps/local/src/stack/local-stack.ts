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
  /** 0: any free one. @default 0 */
  readonly port?: number;
  /** @default 'eu-west-1' */
  readonly region?: string;
  /** The key of the one IAM user. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The time of the stack: queue, retries, ages, records, archive, and the functions' own. @default real time */
  readonly stackClock?: Clock;
  /** The time of clients outside: by it, temporary credentials expire and responses are dated. @default real time */
  readonly realClock?: Clock;
  /** Receives each event of the stack, with the readable names of functions. @default nobody */
  readonly report?: (event: StackEvent, labelOf: FunctionLabels) => void;
  /** Receives what should not happen: a request that the gateway answers with 5xx, an unexpected error. @default nobody */
  readonly reportProblem?: (problem: string) => void;
  /** Receives each line of the API's access log. @default nobody */
  readonly reportAccess?: (line: string) => void;
  /** Answers each request instead of the stack, whose own answer `next` gives. @default the stack's own answer */
  readonly answer?: (request: HttpRequest, next: () => Promise<HttpResponse>) => Promise<HttpResponse>;
  /** A folder that keeps tables, archives and the queue for later runs. @default in memory */
  readonly dataFolder?: string;
  /** The file with the values of secrets and parameters, which may not exist; read again at each reload. @default none */
  readonly valuesFile?: string;
  /** Where that folder is. @default node:fs */
  readonly fileSystem?: FileSystem;
  /** What goes wrong on purpose. @default nothing */
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
  /** What the stack runs by now. */
  readonly definition: StackDefinition;
  readonly functions: readonly FunctionDefinition[];
  readonly labelOf: FunctionLabels;
  /** Resources that have a name here, and nothing else, and subscriptions to which nothing is delivered. */
  readonly inert: readonly InertResource[];
  /**
   * Reads the cloud assembly again and continues with what it says now. Tables, archives and the queue stay as they are;
   * functions that have changed run from their next invocation on.
   * @throws LocalRunError when the stack can't be read, or differs too much: then all stays as it was
   */
  reload(): Promise<void>;
  /** Stops everything in the reverse order of its start; new work is refused from now on. */
  stop(): Promise<void>;
}
