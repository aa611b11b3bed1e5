import { randomUUID } from 'node:crypto';
import type { FailuresView, ReplayView } from '@jobs/console/protocol';
import type { BusEvent, ReplayDescription } from '@jobs/local-aws/eventbridge';
import { jobIdIn } from '../../events/job-ids.ts';
import { deadLetterQueues } from '../dead-letter-queues.ts';
import { ConsoleRequestError } from '../errors.ts';
import type { Recorder } from '../recorder.ts';
import { bodyOf } from '../response.ts';
import type { RouteContext } from './routes.ts';

const maxEvents = 100;

export async function viewFailures({ stack, recorder }: RouteContext): Promise<FailuresView> {
  const { eventBridge } = stack;
  const archives = (await eventBridge.listArchives()).map(async ({ name, arn }) => {
    const events = await eventBridge.readArchive(name);
    return { name, arn, count: events.length, events: events.slice(-maxEvents).reverse().map(viewEvent) };
  });
  return {
    archives: await Promise.all(archives),
    deadLetters: deadLetterQueues(stack).map(({ queueName, messages }) => ({
      queueName,
      count: messages.length,
      messages: messages
        .slice(-maxEvents)
        .reverse()
        .map(({ id, sentAt, body, attributes }) => ({
          ...{ id, at: sentAt, body, ...readJob(detailIn(body)) },
          attributes: Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value])),
        })),
    })),
    replays: eventBridge.listReplays().map((replay) => viewReplay(replay, recorder)),
  };
}

/** @throws ConsoleRequestError or EventBridgeError for a replay that cannot be started */
export async function startReplay({ stack: { eventBridge }, recorder, request }: RouteContext): Promise<ReplayView> {
  const { archiveArn, from, to } = bodyOf(request);
  if (typeof archiveArn !== 'string' || typeof from !== 'number' || typeof to !== 'number') {
    throw new ConsoleRequestError(
      400,
      'BadRequest',
      'The body must have archiveArn, from and to (epoch milliseconds).',
    );
  }
  const archive = (await eventBridge.listArchives()).find(({ arn }) => arn === archiveArn);
  if (!archive) throw new ConsoleRequestError(404, 'NotFound', `The archive ${archiveArn} does not exist.`);
  const destination = { busArn: archive.busArn };
  return viewReplay(
    eventBridge.startReplay({ name: `console-${randomUUID()}`, archiveArn, from, to, destination }),
    recorder,
  );
}

const viewReplay = (replay: ReplayDescription, { replayed }: Recorder): ReplayView => ({
  name: replay.name,
  archiveArn: replay.archiveArn,
  state: replay.state,
  from: replay.from,
  to: replay.to,
  ...(replay.lastEventTime !== undefined && { replayedUntil: replay.lastEventTime }),
  count: replayed.get(replay.name) ?? 0,
});

const viewEvent = ({ id, time, detail }: BusEvent) => ({ id, at: Date.parse(time), ...readJob(detail), detail });

function readJob(detail: unknown) {
  const jobId = jobIdIn(detail);
  return jobId === undefined ? {} : { jobId };
}

/** The detail of the event that a dead-letter message holds. */
function detailIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { detail?: unknown } | null)?.detail;
  } catch {
    return undefined;
  }
}
