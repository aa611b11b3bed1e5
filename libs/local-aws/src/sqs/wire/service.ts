import * as z from 'zod/mini';
import type { HttpRequest } from '../../kernel/index.ts';
import {
  acceptsTarget,
  type AwsService,
  jsonError,
  type JsonRequest,
  jsonRequest,
  jsonResponse,
  ServiceError,
} from '../../wire/index.ts';
import { queueOperations } from '../engine/operations.ts';
import type { Queues, RunningQueue } from '../engine/queues.ts';

export interface SqsServiceOptions {
  readonly region: string;
  readonly accountId: string;
  /** `http://127.0.0.1:<port>`, the base of the queues' URLs. */
  readonly endpoint: string;
}

/** The part of SQS that is needed to inspect and empty a queue, in the AWS JSON protocol 1.0. */
export function createSqsService(queues: Queues, { region, accountId, endpoint }: SqsServiceOptions): AwsService {
  const urlOf = (name: string) => `${endpoint}/${accountId}/${name}`;
  const answer = ({ operation, input }: JsonRequest): object => {
    if (operation === 'GetQueueUrl') {
      const { QueueName } = checked(queueUrlInput, input);
      return { QueueUrl: urlOf(existing(queues, QueueName).definition.name) };
    }
    if (operation === 'ListQueues') {
      const { QueueNamePrefix = '' } = checked(listInput, input);
      const found = queues.all
        .map(({ definition }) => definition.name)
        .filter((name) => name.startsWith(QueueNamePrefix));
      return found.length === 0 ? {} : { QueueUrls: found.map(urlOf) };
    }
    const known = queueOperations.get(operation);
    if (!known) {
      const all = ['GetQueueUrl', 'ListQueues', ...queueOperations.keys()].join(', ');
      const message = `The local run does not support the SQS operation ${operation}. Supported: ${all}.`;
      throw new ServiceError(400, 'UnknownOperationException', message);
    }
    return known.run(existing(queues, queueName(input)), checked(known.input, input));
  };
  return {
    signingName: 'sqs',
    accepts: (request) => acceptsTarget(request, 'AmazonSQS'),
    permission: (request) => {
      const { operation, input } = jsonRequest(request);
      const name = queueName(input);
      return { action: `sqs:${operation}`, resource: `arn:aws:sqs:${region}:${accountId}:${name === '' ? '*' : name}` };
    },
    handle: (request: HttpRequest) =>
      Promise.resolve().then(() => jsonResponse(200, answer(jsonRequest(request)), '1.0')),
    errorResponse: (error) => {
      const response = jsonError(error, '1.0');
      const name = error.code.replace(/^.*#/, '');
      const queryName = queryNames[name] ?? name;
      return { ...response, headers: { ...response.headers, 'x-amzn-query-error': `${queryName};Sender` } };
    },
  };
}

const queueUrlInput = z.strictObject({ QueueName: z.string(), QueueOwnerAWSAccountId: z.optional(z.string()) });
const listInput = z.strictObject({ QueueNamePrefix: z.optional(z.string()), MaxResults: z.optional(z.int()) });

/** Error codes for clients that expect those of the older query protocol. */
const queryNames: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
};

/** The name at the end of a queue's URL, with any host, or the name itself. */
function queueName(input: JsonRequest['input']): string {
  const { QueueUrl, QueueName } = input;
  if (typeof QueueUrl === 'string') return QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1);
  return typeof QueueName === 'string' ? QueueName : '';
}

function existing(queues: Queues, name: string): RunningQueue {
  const queue = queues.byName(name);
  if (queue) return queue;
  throw new ServiceError(400, 'com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.');
}

function checked<Schema extends z.ZodMiniType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = z.safeParse(schema, input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new ServiceError(
    400,
    'InvalidParameterValue',
    `${where === '' ? 'The input' : where}: ${issue?.message ?? ''}`,
  );
}
