import { describe, expect, it } from 'vitest';
import type { StackEvent } from '@jobs/local-aws/kernel';
import { createStepLines } from './event-lines.ts';
import { createStepObjects } from './event-objects.ts';

const jobId = '1795359685867-2697a3dd-85fd-4ea4-9785-d0ef93713892';
const payload = JSON.stringify({ id: jobId, body: {} });
const record = { requestContext: {}, requestPayload: { id: jobId } };
const functionName = 'stack-Processor';
const destinationArn = 'arn:aws:lambda:eu-west-1:000000000000:function:stack-ErrorHandler';
const busArn = 'arn:aws:events:eu-west-1:000000000000:event-bus/stackFailed';
const of = { functionName, requestId: 'r1' };
const errorHandler = { functionName: 'stack-ErrorHandler', requestId: 'r2' };
const replayed = { functionName: 'stack-ErrorHandler', requestId: 'r3' };
const replayedEvent = JSON.stringify({ id: 'e1', 'replay-name': 'again', detail: { requestPayload: record } });
const failure = { errorType: 'Boom', errorMessage: 'no', durationMs: 1 };

const steps: StackEvent[] = [
  { type: 'invocation-queued', ...of, payload },
  { type: 'invocation-throttled', ...of, retryInMs: 1000 },
  { type: 'invocation-started', ...of, attempt: 1, coldStart: true },
  {
    type: 'function-log',
    ...of,
    line: '{"timestamp":"2026-11-22T15:01:27.037Z","level":"WARN","message":"Slow","x":1}',
  },
  { type: 'function-log', ...of, line: 'as it is' },
  { type: 'invocation-failed', ...of, attempt: 1, ...failure, retryInMs: 60_000 },
  { type: 'invocation-started', ...of, attempt: 2, coldStart: false },
  { type: 'invocation-failed', ...of, attempt: 2, ...failure },
  { type: 'destination-reached', ...of, destinationArn, condition: 'RetriesExhausted' },
  { type: 'invocation-queued', ...errorHandler, payload: JSON.stringify(record) },
  { type: 'item-stored', tableName: 'jobs', key: jobId, status: 'Running', progress: '40% Reading' },
  { type: 'item-stored', tableName: 'jobs', key: jobId, status: 'Cancelled' },
  { type: 'item-stored', tableName: 'jobs', key: jobId, status: 'Failure' },
  { type: 'invocation-succeeded', ...errorHandler, attempt: 1, durationMs: 12.4 },
  { type: 'destination-failed', ...errorHandler, destinationArn: busArn, reason: 'it is closed' },
  { type: 'event-archived', archiveName: 'a', eventId: 'e1', detail: { requestPayload: record } },
  { type: 'event-replayed', replayName: 'again', eventId: 'e1', detail: { requestPayload: record } },
  { type: 'invocation-queued', ...replayed, payload: replayedEvent },
  {
    type: 'event-dead-lettered',
    queueName: 'letters',
    eventId: 'e1',
    errorCode: 'NO_PERMISSIONS',
    detail: { requestPayload: record },
  },
];

const labels = new Map([
  ['stack-Processor', 'processor'],
  ['stack-ErrorHandler', 'error handler'],
]);
const labelOf = (name: string) => labels.get(name) ?? name;

describe('the line of a step', () => {
  it("reports each step of a job with the job's id, and what functions log indented below", () => {
    const line = createStepLines((_style, text) => text);
    const lines = steps.map((step) => line(step, labelOf).replace(jobId, 'ID'));
    expect(lines).toEqual([
      'ID  processor      accepted',
      'ID  processor      throttled: waiting for a free function instance',
      'ID  processor      started',
      '    15:01:27.037 WARN  Slow',
      '    as it is',
      'ID  processor      attempt 1 failed: Boom: no; next attempt in 60 s',
      'ID  processor      started, attempt 2',
      'ID  processor      attempt 2 failed: Boom: no',
      'ID  processor      RetriesExhausted: sent to the error handler',
      'ID  error handler  accepted',
      'ID  table          progress: 40% Reading',
      'ID  table          stored: Cancelled',
      'ID  table          stored: Failure',
      'ID  error handler  done in 12 ms',
      'ID  error handler  could not be sent to the event bus: it is closed',
      'ID  archive        archived',
      "ID  archive        replayed by the replay 'again'",
      'ID  error handler  accepted',
      'ID  rule           could not be delivered (NO_PERMISSIONS): in the dead-letter queue',
    ]);
  });

  it('is coloured by severity', () => {
    const line = createStepLines((style, text) => `<${String(style)}>${text}`);
    const styles = steps.map((step) => /.*<(\w+)>/.exec(line(step, labelOf))?.[1]);
    expect(styles.join(' ')).toBe(
      'cyan yellow cyan yellow  red cyan red yellow cyan cyan yellow red green red yellow yellow cyan red',
    );
  });

  it('reports the events that a pipe sends, with their job', () => {
    const line = createStepLines((style, text) => (style === 'dim' ? text : `<${String(style)}>${text}`));
    const pipe = { pipeName: 'ends' } as const;
    const failed = { type: 'pipe-failed', ...pipe, recordId: 'r1', reason: 'no' } as const;
    const events: StackEvent[] = [
      { type: 'pipe-delivered', ...pipe, eventId: 'e1', detailType: 'job.finished', detail: { subject: jobId } },
      { type: 'pipe-delivered', ...pipe, eventId: 'e1', detailType: 'other', detail: {} },
      { ...failed, retryInMs: 250 },
      { ...failed, retryInMs: 60_000 },
      failed,
      { type: 'pipe-dead-lettered', ...pipe, recordId: 'r1', condition: 'RetryAttemptsExhausted' },
    ];
    expect(events.map((event) => line(event, labelOf).replace(jobId, 'ID'))).toEqual([
      'ID  pipe           <green>sent the event job.finished',
      'e1  pipe           <green>sent the event other',
      'r1  pipe           <red>could not send an event: no; next attempt in 250 ms',
      'r1  pipe           <red>could not send an event: no; next attempt in 60 s',
      'r1  pipe           <red>could not send an event: no',
      'r1  pipe           <red>gave up on a record (RetryAttemptsExhausted): its position is in the dead-letter queue',
    ]);
  });

  it('shows the request id if there is no job', () => {
    const line = createStepLines((_style, text) => text);
    expect(line({ type: 'invocation-queued', ...of, payload: '{}' }, labelOf)).toMatch(/^r1 {2}processor/);
    expect(line({ type: 'invocation-queued', ...of, payload: 'broken' }, labelOf)).toMatch(/^r1 {2}processor/);
    expect(line({ type: 'event-archived', archiveName: 'a', eventId: 'e1', detail: null }, labelOf)).toMatch(
      /^e1 {2}archive/,
    );
  });
});

describe('the JSON object of a step', () => {
  it('has the time, the job and the function, and what the function logged as it is', () => {
    const objectOf = createStepObjects(() => 0);
    const objects = steps.map((step) => objectOf(step, labelOf));
    expect(objects[3]).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      jobId,
      function: 'processor',
      type: 'function-log',
      ...of,
      line: { timestamp: '2026-11-22T15:01:27.037Z', level: 'WARN', message: 'Slow', x: 1 },
    });
    expect(objects[4]).toMatchObject({ line: 'as it is' });
    expect(objects.every((each) => 'jobId' in each && each.jobId === jobId)).toBe(true);
  });
});
