import { describe, expect, it } from 'vitest';
import { AdjustableClock, type StackEvent } from '@jobs/local-aws/kernel';
import { eventsOf, labelOf } from '../testing/console-fixture.ts';
import { JobRecords } from './job-records.ts';
import { type Change, Recorder } from './recorder.ts';

function createRecorder(jobs = new JobRecords()) {
  const recorder = new Recorder(new AdjustableClock(), jobs);
  return {
    recorder,
    observe: (...events: StackEvent[]) => {
      for (const event of events) recorder.observe(event, labelOf);
    },
  };
}

const processor = { functionName: 'processor', requestId: 'r' };
const handler = { functionName: 'error-handler', requestId: 'h' };
const failureRecord = { requestPayload: { id: 'job' } };

/** Everything that can happen to one job. */
const eventful: StackEvent[] = [
  { type: 'invocation-queued', ...processor, payload: '{"id":"job"}' },
  { type: 'invocation-throttled', ...processor, retryInMs: 1000 },
  { type: 'invocation-started', ...processor, attempt: 1, coldStart: true },
  { type: 'function-log', ...processor, line: '{"level":"ERROR","message":"It broke"}' },
  {
    type: 'invocation-failed',
    ...processor,
    attempt: 1,
    durationMs: 1,
    errorType: 'E',
    errorMessage: 'm',
    retryInMs: 1,
  },
  { type: 'invocation-started', ...processor, attempt: 2, coldStart: false },
  { type: 'invocation-failed', ...processor, attempt: 2, durationMs: 1, errorType: 'E', errorMessage: 'm' },
  {
    type: 'destination-reached',
    ...processor,
    destinationArn: 'arn:aws:lambda:r:a:function:error-handler',
    condition: 'C',
  },
  { type: 'invocation-queued', ...handler, payload: JSON.stringify(failureRecord) },
  { type: 'invocation-started', ...handler, attempt: 1, coldStart: true },
  { type: 'destination-reached', ...handler, destinationArn: 'arn:aws:events:r:a:event-bus/failed', condition: 'C' },
  { type: 'event-archived', archiveName: 'a', eventId: 'e', detail: failureRecord },
  { type: 'event-replayed', replayName: 'again', eventId: 'e', detail: failureRecord },
  { type: 'event-dead-lettered', queueName: 'q', eventId: 'e', errorCode: 'X', detail: failureRecord },
  { type: 'item-stored', tableName: 't', key: 'job', status: 'Failure' },
  { type: 'pipe-delivered', pipeName: 'p', eventId: 'e', detailType: 'Job Failed', detail: { subject: 'job' } },
];

describe('the recorder', () => {
  it("puts all events of a job into its timeline, with the terminal's texts", () => {
    const { recorder, observe } = createRecorder();
    observe(...eventful);
    const { steps = [], logs, status } = recorder.jobs.get('job') ?? {};
    expect(steps.map(({ who, text, tone }) => `${who}: ${text} (${tone})`)).toEqual([
      'processor: accepted (neutral)',
      'processor: throttled: waiting for a free function instance (warning)',
      'processor: started (neutral)',
      'processor: attempt 1 failed: E: m; next attempt in 1 ms (bad)',
      'processor: started, attempt 2 (neutral)',
      'processor: attempt 2 failed: E: m (bad)',
      'processor: C: sent to the error handler (warning)',
      'error handler: accepted (neutral)',
      'error handler: started (neutral)',
      'error handler: C: sent to the event bus (warning)',
      'archive: archived (warning)',
      "archive: replayed by the replay 'again' (warning)",
      'rule: could not be delivered (X): in the dead-letter queue (bad)',
      'table: stored: Failure (bad)',
      'pipe: sent the event Job Failed (good)',
    ]);
    expect(logs).toHaveLength(1);
    expect(status).toBe('Failure');
  });

  it('counts events, and a repeated status only once', () => {
    const { recorder, observe } = createRecorder();
    observe(...eventful, { type: 'item-stored', tableName: 't', key: 'job', status: 'Failure' }, ...eventsOf('other'));
    expect(recorder.totals).toEqual({
      ...{ accepted: 2, refused: 0, started: 3, retried: 1, throttled: 1 },
      ...{ succeeded: 1, failed: 1, cancelled: 0, replayed: 1, eventsSent: 1 },
    });
    expect(recorder.replayed.get('again')).toBe(1);
  });

  it('reports the moves of a job', () => {
    const { recorder, observe } = createRecorder();
    const changes: Change[] = [];
    recorder.listen((change) => changes.push(change));
    observe(...eventful);
    expect(changes.flatMap(({ move }) => (move ? [`${move.from} > ${move.to}`] : []))).toEqual([
      ...['gateway > queue', 'processor > queue', 'queue > processor', 'processor > queue', 'queue > processor'],
      ...['processor > error-handler', 'error-handler > bus', 'bus > archive', 'archive > error-handler'],
      ...['bus > dead-letters', 'error-handler > table', 'table > events'],
    ]);
  });

  it('knows who sent which request about a job', () => {
    const { recorder, observe } = createRecorder();
    const id = 'my-key';
    observe(...eventsOf(id));
    const line = (members: object) => {
      recorder.observeAccess(JSON.stringify({ status: '200', userArn: 'arn:of:me', ...members }));
    };
    line({ httpMethod: 'POST', path: '/dev/jobs', status: '202', requestId: 'other' });
    line({ httpMethod: 'POST', path: '/dev/jobs', status: '202', requestId: 'mine' });
    recorder.observeSubmission({ status: 202, headers: { 'x-amzn-RequestId': 'mine' }, body: `{"id":"${id}"}` });
    recorder.observeSubmission({ status: 202, headers: {}, body: 'not JSON' });
    line({ httpMethod: 'GET', path: `/dev/jobs/${id}` });
    line({ httpMethod: 'POST', path: `/dev/jobs/${id}/cancel` });
    line({ httpMethod: 'GET', path: '/dev/jobs/unknown' });
    line({ httpMethod: 'POST', path: '/dev/jobs', status: '400', userArn: '-' });
    line({ httpMethod: 'GET', path: '/dev/jobs/%zz' });
    recorder.observeAccess('not JSON');
    const requests = recorder.jobs.get(id)?.requests ?? [];
    expect(requests.map(({ method, status, userArn }) => [method, status, userArn])).toEqual([
      ['POST', 202, 'arn:of:me'],
      ['GET', 200, 'arn:of:me'],
      ['POST', 200, 'arn:of:me'],
    ]);
    expect(recorder.jobs.get('unknown')).toBeUndefined();
    expect(recorder.requests).toHaveLength(7);
    expect(recorder.totals.refused).toBe(1);
  });

  it('treats hostile ids and values as plain data', () => {
    const { recorder, observe } = createRecorder();
    for (const id of ['__proto__', 'constructor', '<script>', '\u0000\u001b[31m', 'x'.repeat(60_000)]) {
      observe(...eventsOf(id));
      expect(recorder.jobs.get(id)).toMatchObject({ id, status: 'Success' });
      recorder.observeAccess(`{"httpMethod":"GET","path":"/dev/jobs/${encodeURIComponent(id)}","__proto__":{"a":1}}`);
      expect(({} as { a?: number }).a).toBeUndefined();
    }
  });

  it('parses a log line that is too long before truncating it', () => {
    const { recorder, observe } = createRecorder();
    const line = JSON.stringify({ level: 'WARN', message: 'x'.repeat(100_000) });
    observe(...eventsOf('job', 'r'), { type: 'function-log', ...processor, line });
    const [log] = recorder.jobs.get('job')?.logs ?? [];
    expect(log).toMatchObject({ level: 'WARN', message: expect.stringMatching(/^x{4095}…$/) as string });
  });
});

describe('the memory of the recorder', () => {
  it('keeps the newest jobs', () => {
    const { recorder, observe } = createRecorder(new JobRecords({ maxJobs: 10 }));
    for (let number = 0; number < 100; number++) observe(...eventsOf(`job ${number}`));
    expect(recorder.jobs.count).toBe(10);
    expect(recorder.jobs.get('job 89')).toBeUndefined();
    expect(recorder.jobs.get('job 90')).toBeDefined();
  });

  it('keeps the newest entries of a job and its first one', () => {
    const { recorder, observe } = createRecorder(new JobRecords({ maxEntries: 5 }));
    observe(...eventsOf('job', 'r'));
    for (let attempt = 2; attempt < 50; attempt++) {
      observe({ type: 'invocation-started', ...processor, attempt, coldStart: false });
    }
    expect(recorder.jobs.get('job')?.steps.map(({ text }) => text)).toEqual([
      'accepted',
      ...[46, 47, 48, 49].map((attempt) => `started, attempt ${attempt}`),
    ]);
  });

  it('stays below its limit and tracks its size', () => {
    const jobs = new JobRecords({ maxSize: 200_000 });
    const { observe } = createRecorder(jobs);
    for (let number = 0; number < 300; number++) {
      observe(...eventsOf(`job ${number}`, 'r'), { type: 'function-log', ...processor, line: 'x'.repeat(4000) });
      expect(jobs.size).toBeLessThanOrEqual(200_000);
    }
    const kept = Array.from({ length: 300 }, (_, number) => jobs.get(`job ${number}`)).filter(
      (job) => job !== undefined,
    );
    expect(kept).toHaveLength(jobs.count);
    expect(kept.reduce((sum, { size }) => sum + size, 0)).toBe(jobs.size);
    expect(kept.length).toBeGreaterThan(20);
  });

  it('drops a job that exceeds the limit on its own', () => {
    const jobs = new JobRecords({ maxSize: 10_000 });
    const { observe } = createRecorder(jobs);
    observe(...eventsOf('x'.repeat(60_000)));
    expect(jobs.size).toBe(0);
  });
});
