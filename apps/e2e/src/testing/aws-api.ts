import { signedRequest } from './signed-request.ts';
import type { LocalTarget } from './target.ts';

type Call = (target: LocalTarget, operation: string, input: object) => Promise<Record<string, unknown>>;

/** Calls an EventBridge operation on the local endpoint, as the AWS CLI does. */
export const events = caller('events', 'AWSEvents', '1.1');

/** Calls an SQS operation. */
export const queues = caller('sqs', 'AmazonSQS', '1.0');

/** Calls a DynamoDB operation. */
export const tables = caller('dynamodb', 'DynamoDB_20120810', '1.0');

/** Starts a replay of failures from the last minute. */
export async function startReplay(target: LocalTarget, name: string): Promise<void> {
  const { outputs } = target.stack;
  const now = Date.now() / 1000;
  await events(target, 'StartReplay', {
    ReplayName: name,
    EventSourceArn: outputs.FailedJobsArchive,
    EventStartTime: now - 60,
    EventEndTime: now + 60,
    Destination: { Arn: outputs.FailedJobsEventBus },
  });
}

function caller(service: string, prefix: string, jsonVersion: string): Call {
  return async (target, operation, input) => {
    const { status, text } = await signedRequest(`${target.stack.endpoint}/`, {
      credentials: target.userCredentials,
      region: target.region,
      service,
      method: 'POST',
      headers: {
        'content-type': `application/x-amz-json-${jsonVersion}`,
        'x-amz-target': `${prefix}.${operation}`,
      },
      body: JSON.stringify(input),
    });
    if (status !== 200) throw new Error(`${operation}: ${status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  };
}
