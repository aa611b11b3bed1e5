import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterEach, expect, it } from 'vitest';
import { OperationError } from '../operation/errors.ts';
import { startFakeAws } from '../testing/fake-aws.ts';
import { replayEvents } from './replay-events.ts';

const window = { since: new Date('2026-11-22T10:00:00Z'), until: new Date('2026-11-22T11:00:00Z') };
const archive = {
  arn: 'arn:aws:events:eu-west-1:123456789012:archive/failed',
  bus: 'arn:aws:events:eu-west-1:123456789012:event-bus/failed',
};

let aws: Awaited<ReturnType<typeof startFakeAws>> | undefined;
afterEach(() => aws?.stop());

/** Replays, with these responses of EventBridge, and returns what was printed. */
async function replay(describe: readonly object[], countFailed: () => Promise<number> = () => Promise.resolve(3)) {
  const answers = [...describe];
  aws = await startFakeAws({
    StartReplay: { body: { State: 'STARTING' } },
    DescribeReplay: () => ({ body: answers.shift() ?? {} }),
  });
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
  const eventBridge = new EventBridgeClient({ region: 'eu-west-1', endpoint: aws.endpoint, credentials });
  const said: string[] = [];
  const signal = AbortSignal.timeout(20_000);
  const say = (text: string) => void said.push(text);
  await replayEvents(eventBridge, archive, { window, say, signal, countFailed, pollMs: 1 });
  return said.slice(1);
}

const last = Date.parse('2026-11-22T10:30:00Z') / 1000;

it('prints its progress, and how many events it replayed', async () => {
  const states = [{ State: 'RUNNING' }, { State: 'COMPLETED', EventLastReplayedTime: last }];
  expect(await replay(states)).toEqual([
    'RUNNING',
    'COMPLETED, up to 2026-11-22T10:30:00.000Z',
    'Replayed 3 events. (CloudWatch counted that many as dropped by the error handler in that period.) If FailedJobsArchived goes off again, the cause is not fixed.',
  ]);
});

it('prints that events could not be counted, as in the local run', async () => {
  const states = [{ State: 'COMPLETED', EventLastReplayedTime: last }];
  const said = await replay(states, () => Promise.reject(new Error('There are no metrics here.')));
  expect(said.at(-1)).toBe('Replayed at least 1 event. Could not count them: There are no metrics here.');
});

it('fails when the window has no events, and says what else to try', async () => {
  const failure = await replay([{ State: 'COMPLETED' }]).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(OperationError);
  expect((failure as Error).message).toMatch(
    /^Nothing was replayed: the archive has no events from 2026-11-22T10:00:00.000Z to .*--since and --until.*--clock-speed/,
  );
});

it.each(['FAILED', 'CANCELLED'])('fails with the reason of a replay that ends as %s', async (State) => {
  await expect(replay([{ State, StateReason: 'The bus is gone.' }])).rejects.toThrow(`${State}: The bus is gone.`);
});
