import { describe, expect, it } from 'vitest';
import { StorageError } from '../../kernel/index.ts';
import { memoryStream, pipeFixture, queueArn, recordOf, streamArn } from '../testing/pipe-fixture.ts';

const withQueue = { DeadLetterConfig: { Arn: queueArn } };

describe('a pipe', () => {
  it('J5 turns records that pass its filters into events, in order, including later ones', async () => {
    const { pipes, stream, events, delivered } = pipeFixture({ stream: { BatchSize: 3 } });
    for (let n = 0; n < 20; n++) stream.add(recordOf(`${n}`, 'Running'), recordOf(`${n}`, 'Success'), recordOf('x'));
    await pipes.start();
    await pipes.idle();
    stream.add(recordOf('later', 'Failure'));
    await pipes.idle();

    const ids = Array.from({ length: 20 }, (_, n) => `${n} Success`);
    expect(delivered()).toEqual([...ids, 'later Failure']);
    expect(events[0]).toEqual({
      source: 'jobs-dev',
      detailType: 'job.finished',
      detail: { id: '0', status: 'Success' },
    });
  });

  it('resumes at its stored position and repeats records after it', async () => {
    const stream = memoryStream();
    const before = pipeFixture({}, stream);
    await before.pipes.start();
    stream.add(recordOf('a', 'Success'));
    await before.pipes.idle();
    const reached = new Map(stream.positions);
    stream.add(recordOf('b', 'Success'));
    await before.pipes.idle();
    await before.pipes.stop();

    const after = pipeFixture({}, stream);
    await after.pipes.start();
    stream.add(recordOf('c', 'Success'));
    await after.pipes.idle();
    expect(after.delivered()).toEqual(['c Success']);
    await after.pipes.stop();

    for (const [reader, position] of reached) stream.positions.set(reader, position);
    const crashed = pipeFixture({}, stream);
    await crashed.pipes.start();
    await crashed.pipes.idle();
    expect(crashed.delivered()).toEqual(['b Success', 'c Success']);
  });

  it('starts with records after its creation when its starting position is LATEST', async () => {
    const { pipes, stream, delivered } = pipeFixture({ stream: { StartingPosition: 'LATEST' } });
    stream.add(recordOf('before', 'Success'));
    await pipes.start();
    stream.add(recordOf('after', 'Success'));
    await pipes.idle();
    expect(delivered()).toEqual(['after Success']);
  });

  it('J6 J17 retries with growing delays, blocks later records, and then gives up and reports the position', async () => {
    const { pipes, stream, clock, ...fixture } = pipeFixture({ stream: { MaximumRetryAttempts: 2, ...withQueue } });
    const [first, second] = [recordOf('a', 'Success'), recordOf('b', 'Success')];
    fixture.fail(new Error('No.'));
    await pipes.start();
    stream.add(first, second);
    const failures = () => fixture.reports.filter(({ type }) => type === 'pipe-failed');
    await expect.poll(failures).toHaveLength(1);
    await clock.advance(250);
    await expect.poll(failures).toHaveLength(2);
    expect(fixture.letters).toEqual([]);
    await clock.advance(500);
    await expect.poll(() => fixture.letters).toHaveLength(1);
    fixture.fail(undefined);
    await clock.advance(60_000);
    await pipes.idle();

    expect(failures().slice(0, 3)).toEqual([
      expect.objectContaining({ recordId: 'event of a', reason: 'No.', retryInMs: 250 }),
      expect.objectContaining({ retryInMs: 500 }),
      expect.not.objectContaining({ retryInMs: expect.anything() as number }),
    ]);
    expect(fixture.delivered()).toEqual(['b Success']);
    const { SequenceNumber: number } = first.dynamodb;
    expect(fixture.letters).toEqual([
      {
        queueArn,
        message: {
          context: {
            partnerResourceArn: 'arn:aws:pipes:eu-west-1:000000000000:pipe/ends',
            condition: 'RetryAttemptsExhausted',
          },
          version: '1.0',
          timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
          DDBStreamBatchInfo: {
            shardId: 'shardId-1',
            startSequenceNumber: number,
            endSequenceNumber: number,
            approximateArrivalOfFirstRecord: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+Z$/) as string,
            approximateArrivalOfLastRecord: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+Z$/) as string,
            batchSize: 1,
            streamArn,
          },
        },
      },
    ]);
  });

  it('J6 does not count service errors as attempts', async () => {
    const { pipes, stream, clock, ...fixture } = pipeFixture({ stream: { MaximumRetryAttempts: 0, ...withQueue } });
    fixture.fail(new StorageError('Cannot write.'));
    await pipes.start();
    stream.add(recordOf('a', 'Success'));
    await expect.poll(() => fixture.reports).toHaveLength(1);
    await clock.advance(60_000);
    expect(fixture.reports.length).toBeGreaterThan(4);
    fixture.fail(undefined);
    await clock.advance(60_000);
    await pipes.idle();
    expect(fixture.delivered()).toEqual(['a Success']);
    expect(fixture.letters).toEqual([]);
  });

  it.each([
    ['its maximum age', 60, 61],
    ["the stream's retention of one day", -1, 86_401],
  ])('J6 gives up on a record that is older than %s', async (_what, maximum, age) => {
    const { pipes, stream, clock, ...fixture } = pipeFixture({
      stream: { MaximumRecordAgeInSeconds: maximum, ...withQueue },
    });
    stream.add(recordOf('old', 'Success', { now: clock.now() - age * 1000 }), recordOf('new', 'Success'));
    await pipes.start();
    await pipes.idle();
    expect(fixture.letters).toMatchObject([{ message: { context: { condition: 'RecordAgeExceeded' } } }]);
    expect(fixture.delivered()).toEqual(['new Success']);
  });

  it('J11 reads, puts and sends only what its role permits', async () => {
    const unread = pipeFixture();
    unread.denied.add('dynamodb:GetRecords');
    await unread.pipes.start();
    unread.stream.add(recordOf('a', 'Success'));
    await unread.pipes.idle();
    expect(unread.events).toEqual([]);
    expect(unread.problems).toEqual([expect.stringMatching(/not authorized to perform dynamodb:GetRecords on .*Jobs/)]);

    const { pipes, stream, ...fixture } = pipeFixture({ stream: { MaximumRetryAttempts: 0, ...withQueue } });
    fixture.denied.add('events:PutEvents').add('sqs:SendMessage');
    await pipes.start();
    stream.add(recordOf('a', 'Success'));
    await pipes.idle();
    expect([fixture.events, fixture.letters]).toEqual([[], []]);
    expect(fixture.reports).toMatchObject([{ reason: expect.stringMatching(/perform events:PutEvents on/) as string }]);
    expect(fixture.problems).toEqual([expect.stringMatching(/gave up .* sqs:SendMessage/)]);
  });

  it('reports a lost record when there is no dead-letter queue', async () => {
    const { pipes, stream, problems, fail } = pipeFixture({ stream: { MaximumRetryAttempts: 0 } });
    fail(new Error('No.'));
    await pipes.start();
    stream.add(recordOf('a', 'Success'));
    await pipes.idle();
    expect(problems).toEqual([expect.stringMatching(/gave up on the record \d+: .*no dead-letter queue/)]);
  });

  it('delivers nothing while its desired state is STOPPED or its source does not exist', async () => {
    const stopped = pipeFixture({ pipe: { DesiredState: 'STOPPED' } });
    stopped.stream.add(recordOf('a', 'Success'));
    await stopped.pipes.start();
    const lost = pipeFixture({ pipe: { Source: streamArn.replace('Jobs', 'Others') } });
    await lost.pipes.start();
    await Promise.all([stopped.pipes.idle(), lost.pipes.idle()]);
    expect([stopped.events, stopped.problems, lost.events]).toEqual([[], [], []]);
    expect(lost.problems).toEqual([expect.stringMatching(/the stream .*table\/Others.* does not exist/)]);
  });

  it('continues when its position cannot be stored', async () => {
    const stream = memoryStream();
    const source = { ...stream.source, setPosition: () => Promise.reject(new StorageError('Cannot write.')) };
    const { pipes, delivered } = pipeFixture({ stream: { StartingPosition: 'LATEST' } }, { ...stream, source });
    await pipes.start();
    stream.add(recordOf('a', 'Success'));
    await pipes.idle();
    stream.add(recordOf('b', 'Success'));
    await pipes.idle();
    expect(delivered()).toEqual(['a Success', 'b Success']);
  });

  it('can be stopped while waiting, and stores its position', async () => {
    const { pipes, stream, fail, reports } = pipeFixture();
    const delivered = recordOf('a', 'Success');
    await pipes.start();
    stream.add(delivered);
    await pipes.idle();
    fail(new Error('No.'));
    stream.add(recordOf('b', 'Success'));
    await expect.poll(() => reports.filter(({ type }) => type === 'pipe-failed')).toHaveLength(1);
    await pipes.stop();
    expect(stream.positions.get('ends')).toBe(delivered.dynamodb.SequenceNumber);
  });

  it('does not start once stopped, so it never reads a closed stream', async () => {
    const before = pipeFixture();
    before.stream.add(recordOf('a', 'Success'));
    await before.pipes.stop();
    await before.pipes.start();
    const meanwhile = pipeFixture();
    meanwhile.stream.add(recordOf('a', 'Success'));
    const starting = meanwhile.pipes.start();
    await meanwhile.pipes.stop();
    await starting;
    await Promise.all([before.pipes.idle(), meanwhile.pipes.idle()]);
    expect([before.events, meanwhile.events]).toEqual([[], []]);
  });

  it('reports read errors and continues', async () => {
    const stream = memoryStream();
    const failures = [new Error('Not now.')];
    const read: typeof stream.source.read = (...place) => {
      const failure = failures.shift();
      return failure ? Promise.reject(failure) : stream.source.read(...place);
    };
    const source = { ...stream.source, read };
    const { pipes, problems, delivered } = pipeFixture({}, { ...stream, source });
    stream.add(recordOf('a', 'Success'));
    await pipes.start();
    await pipes.idle();
    expect(problems).toEqual(['The pipe ends stopped reading until the next record: Not now.']);
    stream.add(recordOf('b', 'Success'));
    await pipes.idle();
    expect(delivered()).toEqual(['a Success', 'b Success']);
  });

  it('skips a record that cannot be converted to an event', async () => {
    const inputs = [
      { target: { InputTemplate: '{"id": <$.dynamodb.Keys.id.S>' } },
      { target: { InputTemplate: '"text"' } },
      { bus: { Source: '$.dynamodb.Keys.id.S' } },
      { bus: { DetailType: '$.dynamodb.NewImage.kind.S' } },
      { bus: { Time: '$.dynamodb.NewImage.status.S' } },
    ];
    for (const input of inputs) {
      const { pipes, stream, events, problems } = pipeFixture({ ...input, stream: { MaximumRetryAttempts: 0 } });
      await pipes.start();
      stream.add(recordOf('not a source', 'Success'));
      await pipes.idle();
      expect([events, problems.length]).toEqual([[], 1]);
    }
  });
});
