import { onTestFinished } from 'vitest';
import { readResources, resourceTypesByName } from '../../cloudformation/index.ts';
import { AdjustableClock, type StackEvent } from '../../kernel/index.ts';
import type { PipeEntry } from '../engine/pipe-definition.ts';
import type { PipeSource, StreamEvent } from '../engine/source.ts';
import { createPipes } from '../index.ts';
import { pipeDefinitions } from '../template/pipe-definitions.ts';
import { pipesResourceTypes } from '../template/resource-types.ts';

const account = { accountId: '000000000000', region: 'eu-west-1' };
export const streamArn = `arn:aws:dynamodb:eu-west-1:000000000000:table/Jobs/stream/2026-01-01T00:00:00.000`;
const busArn = 'arn:aws:events:eu-west-1:000000000000:event-bus/done';
export const queueArn = 'arn:aws:sqs:eu-west-1:000000000000:letters';

interface PipeProperties {
  readonly stream?: object;
  readonly bus?: object;
  readonly source?: object;
  readonly target?: object;
  readonly pipe?: object;
}

/** The definition of a pipe whose template differs in the given properties. */
export function definePipe({ stream, bus, source, target, pipe }: PipeProperties = {}) {
  const properties = {
    Name: 'ends',
    RoleArn: 'arn:aws:iam::000000000000:role/pipe',
    Source: streamArn,
    SourceParameters: {
      FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"NewImage":{"status":{"S":["Success","Failure"]}}}}' }] },
      DynamoDBStreamParameters: { StartingPosition: 'TRIM_HORIZON', ...stream },
      ...source,
    },
    Target: busArn,
    TargetParameters: {
      InputTemplate: '{"id": <$.dynamodb.Keys.id.S>, "status": <$.dynamodb.NewImage.status.S>}',
      EventBridgeEventBusParameters: { DetailType: 'job.finished', Source: 'jobs-dev', ...bus },
      ...target,
    },
    ...pipe,
  };
  const template = { Resources: { Ends: { Type: 'AWS::Pipes::Pipe', Properties: properties } } };
  const stack = { stackName: 'jobs-dev', template, assetFolder: () => '' };
  const resources = readResources(stack, account, resourceTypesByName(pipesResourceTypes));
  const [definition] = pipeDefinitions(resources);
  if (!definition) throw new Error('The template has no pipe.');
  return definition;
}

let lastNumber = 100_000_000_000_000_000_000n;

/** A stream record for a change to a job. */
export function recordOf(id: string, status?: string, { now = Date.now(), ...image }: Record<string, unknown> = {}) {
  lastNumber += 1n;
  return {
    eventID: `event of ${id}`,
    eventName: status === undefined ? 'REMOVE' : 'MODIFY',
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(Number(now) / 1000),
      Keys: { id: { S: id } },
      ...(status !== undefined && { NewImage: { id: { S: id }, status: { S: status }, ...image } }),
      SequenceNumber: String(lastNumber),
    },
  };
}

/** An in-memory stream with its stored positions. */
export function memoryStream() {
  const records: StreamEvent[] = [];
  const listeners = new Set<() => void>();
  const positions = new Map<string, string>();
  const source: PipeSource = {
    shardId: 'shardId-1',
    get latest() {
      return String(lastNumber);
    },
    position: (reader) => positions.get(reader),
    setPosition: (reader, number) => Promise.resolve(void positions.set(reader, number)),
    read: (after = '', limit) =>
      Promise.resolve(records.filter(({ dynamodb }) => dynamodb.SequenceNumber > after).slice(0, limit)),
    onRecords: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    source,
    positions,
    add: (...more: StreamEvent[]) => {
      records.push(...more);
      for (const listener of listeners) listener();
    },
  };
}

/** A running pipe with a stream, a bus and a queue. */
export function pipeFixture(properties: PipeProperties = {}, stream = memoryStream()) {
  const clock = new AdjustableClock();
  const events: PipeEntry[] = [];
  const letters: { queueArn: string; message: unknown }[] = [];
  const reports: StackEvent[] = [];
  const problems: string[] = [];
  const denied = new Set<string>();
  let failure: Error | undefined;
  const pipes = createPipes([definePipe(properties)], {
    clock,
    random: () => 1,
    report: (event) => reports.push(event),
    reportProblem: (problem) => problems.push(problem),
    findStream: (arn) => (arn === streamArn ? stream.source : undefined),
    authorize: (_role, action) => !denied.has(action),
    putEvent: (_busArn, entry) => {
      if (failure) return Promise.reject(failure);
      events.push(entry);
      return Promise.resolve({ eventId: `bus event ${events.length}` });
    },
    sendToQueue: (arn, body) => {
      letters.push({ queueArn: arn, message: JSON.parse(body) });
      return undefined;
    },
  });
  onTestFinished(() => pipes.stop());
  return {
    ...{ pipes, clock, events, letters, reports, problems, denied, stream },
    /** Makes the bus fail from now on, or work again. */
    fail: (error: Error | undefined) => {
      failure = error;
    },
    /** The delivered events, as id and status. */
    delivered: () => events.map(({ detail: { id, status } }) => `${id as string} ${status as string}`),
  };
}
