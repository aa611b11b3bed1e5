import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Pulse } from '@jobs/console/protocol';
import type { BodyStream } from '@jobs/local-aws/kernel';
import { consoleFixture, eventsOf, fakeStack } from '../testing/console-fixture.ts';

type Fixture = ReturnType<typeof consoleFixture>;

function contentOf(stream: BodyStream | undefined): Readable {
  if (!stream?.content) throw new Error('The response has no stream.');
  return stream.content;
}

/** Opens the stream of events as a page does. */
async function connect({ call }: Fixture) {
  const { status, headers, stream } = await call('/console/api/events');
  expect([status, headers['content-type'], stream?.length]).toEqual([200, 'text/event-stream', undefined]);
  const content = contentOf(stream);
  return { content, ...read(content) };
}

/** Collects the messages of a stream. */
function read(content: Readable) {
  const pulses: Pulse[] = [];
  const others: string[] = [];
  let text = '';
  content.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const [, data] = /^event: pulse\ndata: (.*)$/.exec(message) ?? [];
      if (data === undefined) others.push(message);
      else pulses.push(JSON.parse(data) as Pulse);
    }
  });
  return { pulses, others };
}

const submit = ({ observe }: Fixture, from: number, to: number) => {
  for (let number = from; number < to; number++) for (const event of eventsOf(`job ${number}`)) observe(event);
};

describe('the events of the console', () => {
  it('begin with the current state, also for a page that reconnects', async () => {
    const fixture = consoleFixture({ stack: fakeStack(() => 3) });
    submit(fixture, 0, 3);
    for (let visit = 0; visit < 2; visit++) {
      const { content, pulses } = await connect(fixture);
      await vi.waitFor(() => {
        expect(pulses).toHaveLength(1);
      });
      expect(pulses[0]).toMatchObject({
        now: { queued: 0, running: 0, reserved: 7, stored: 3, archived: 0, deadLettered: 0 },
        totals: { accepted: 3, started: 3, succeeded: 3, failed: 0 },
        moves: [],
        jobs: [],
      });
      content.destroy();
      await once(content, 'close');
    }
  });

  it('batch thousands of jobs into few messages without losing any', async () => {
    const fixture = consoleFixture();
    const { pulses } = await connect(fixture);
    const startedAt = performance.now();
    for (let round = 0; round < 20; round++) {
      submit(fixture, round * 100, round * 100 + 100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await vi.waitFor(
      () => {
        expect(pulses.at(-1)?.totals).toMatchObject({ accepted: 2000, started: 2000, succeeded: 2000 });
      },
      { timeout: 5000 },
    );
    const elapsedMs = performance.now() - startedAt;
    expect(pulses.length).toBeLessThanOrEqual(2 + elapsedMs / 200);
    const moved = pulses.flatMap(({ moves }) => moves);
    const count = (from: string) => moves(moved, from);
    expect([count('gateway'), count('queue'), count('processor')]).toEqual([2000, 2000, 4000]);
    for (const { jobs } of pulses) expect(jobs.length).toBeLessThanOrEqual(50);
    expect(pulses.at(-1)?.jobs.at(-1)).toEqual({ id: 'job 1999', status: 'Success' });
    fixture.server.stop();
  });

  it('wait for a slow page, and are then sent together', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const fixture = consoleFixture();
    const { stream } = await fixture.call('/console/api/events');
    const content = contentOf(stream);
    for (let round = 0; round < 500; round++) {
      submit(fixture, round * 50, round * 50 + 50);
      vi.advanceTimersByTime(200);
    }
    expect(content.readableLength).toBeLessThan(100_000);
    const { pulses } = read(content);
    await vi.waitFor(() => {
      vi.advanceTimersByTime(200);
      expect(pulses.at(-1)?.totals.accepted).toBe(25_000);
    });
    expect(
      moves(
        pulses.flatMap(({ moves: moved }) => moved),
        'gateway',
      ),
    ).toBe(25_000);
    expect(pulses.length).toBeLessThan(100);
    fixture.server.stop();
  });

  it('are not collected while no page is open', async () => {
    const fixture = consoleFixture();
    const stopListening = vi.fn();
    const listen = vi.spyOn(fixture.recorder, 'listen').mockReturnValue(stopListening);
    submit(fixture, 0, 10);
    expect(listen).not.toHaveBeenCalled();
    const [first, second] = [await connect(fixture), await connect(fixture)];
    expect(listen).toHaveBeenCalledOnce();
    first.content.destroy();
    await once(first.content, 'close');
    expect(stopListening).not.toHaveBeenCalled();
    second.content.destroy();
    await once(second.content, 'close');
    expect(stopListening).toHaveBeenCalledOnce();
  });

  it('include a reload of the stack', async () => {
    const fixture = consoleFixture();
    const { others } = await connect(fixture);
    fixture.server.reloaded();
    await vi.waitFor(() => {
      expect(others).toEqual(['event: changed\ndata:']);
    });
    fixture.server.stop();
  });

  it('end when the run stops', async () => {
    const fixture = consoleFixture();
    const { content } = await connect(fixture);
    const failed = vi.fn();
    content.on('error', failed);
    fixture.server.stop();
    submit(fixture, 0, 1);
    fixture.server.reloaded();
    await once(content, 'close');
    expect(failed).not.toHaveBeenCalled();
    expect(content.readableEnded).toBe(true);
  });

  it('end with an error, without stopping the run, if counting fails', async () => {
    let status = 200;
    const stack = fakeStack();
    vi.spyOn(stack.dynamoDb, 'inspect').mockImplementation(() =>
      Promise.resolve({ status, headers: {}, body: '{"Count":0}' }),
    );
    const fixture = consoleFixture({ stack });
    const { content } = await connect(fixture);
    status = 500;
    submit(fixture, 0, 1);
    const [error] = (await once(content, 'error')) as [Error];
    expect(error.message).toBe('Cannot count the stored jobs and events.');
  });
});

const moves = (all: Pulse['moves'], station: string) =>
  all.filter(({ from }) => from === station).reduce((sum, { count }) => sum + count, 0);
