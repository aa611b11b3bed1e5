import { describe, expect, it } from 'vitest';
import { JobEventError, JobsError, parseJobEvent } from './index.ts';

const detail = {
  specversion: '1.0',
  id: '2f0d3b1c7a5e4f6890ab12cd34ef5678',
  source: 'jobs-dev',
  type: 'job.finished',
  subject: '1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11',
  time: '2026-11-18T11:06:45.430Z',
  data: {
    id: '1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11',
    status: 'Success',
    createdAt: '2026-11-18T11:06:40.000Z',
    startedAt: '2026-11-18T11:06:40.310Z',
    finishedAt: '2026-11-18T11:06:45.430Z',
  },
};

/** As EventBridge delivers it to the target of a rule. */
const event = {
  version: '0',
  id: '17793124-05d4-b198-2fde-7ededc63b103',
  'detail-type': 'job.finished',
  source: 'jobs-dev',
  account: '111122223333',
  time: '2026-11-18T11:06:46Z',
  region: 'eu-west-1',
  resources: [],
  detail,
};

const withData = (changes: object) => ({ ...detail, data: { ...detail.data, ...changes } });

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

function inItself(): object {
  const value: Record<string, unknown> = {};
  return Object.assign(value, { subject: value });
}

function messageOf(value: unknown): string {
  try {
    parseJobEvent(value);
  } catch (error) {
    expect(error).toBeInstanceOf(JobEventError);
    expect(error).toBeInstanceOf(JobsError);
    expect(error).toMatchObject({ name: 'JobEventError', code: 'InvalidJobEvent', retryable: false });
    return (error as Error).message;
  }
  throw new Error('It was accepted.');
}

describe('the event of a job that has ended', () => {
  it('is read from the event of EventBridge, and from its detail', () => {
    expect(parseJobEvent(event)).toEqual(detail);
    expect(parseJobEvent(detail)).toEqual(detail);
    expect(parseJobEvent(JSON.parse(JSON.stringify(event)))).toEqual(detail);
  });

  it.each(['Success', 'Failure', 'Cancelled'])('has the status %s', (status) => {
    expect(parseJobEvent(withData({ status })).data.status).toBe(status);
  });

  it.each(['', null, undefined, 'null', '<$.dynamodb.NewImage.startedAt.S>'])(
    'has no startedAt when the job never started: %j',
    (startedAt) => {
      const { data } = parseJobEvent(withData({ startedAt }));
      expect(data).toEqual({ ...detail.data, startedAt: undefined });
      expect(Object.keys(data)).not.toContain('startedAt');
    },
  );

  it('keeps what a later version of the service adds', () => {
    const later = { ...withData({ attempts: 2 }), dataschema: 'https://example.com/schema' };
    expect(parseJobEvent(later)).toEqual(later);
  });

  it('does not change its argument', () => {
    const given = withData({ startedAt: '' });
    parseJobEvent(given);
    expect(given.data).toHaveProperty('startedAt', '');
  });
});

describe('anything else', () => {
  it.each([undefined, null, 5, 'text', { detail: null }, { detail: 'text' }])('is not an event: %j', (value) => {
    expect(messageOf(value)).toMatch(/^Cannot read the event of a job: it is (absent|null|5|"text"), not an object\.$/);
  });

  it.each([
    [{ ...detail, specversion: '0.3' }, 'specversion is "0.3", not 1.0'],
    [{ ...detail, type: 'job.started' }, 'type is "job.started", not job.finished'],
    [{ ...detail, id: '' }, 'id is ""'],
    [{ ...detail, subject: 'a/b' }, 'subject is "a/b"'],
    [{ ...detail, time: 'yesterday' }, 'time is "yesterday"'],
    [withData({ id: 7 }), 'data.id is 7'],
    [withData({ status: 'Running' }), 'data.status is "Running", not Success or Failure or Cancelled'],
    [withData({ finishedAt: undefined }), 'data.finishedAt is absent'],
    [withData({ createdAt: 'x'.repeat(1000) }), `data.createdAt is "${'x'.repeat(199)}`],
  ])('is rejected with the problem: %j', (value, problem) => {
    expect(messageOf(value)).toBe(`Cannot read the event of a job: ${problem}.`);
  });

  it.each([
    ['a function', () => 0, /it is \(\) => 0, not an object/],
    ['a symbol', Symbol('x'), /it is Symbol\(x\), not an object/],
    ['a BigInt', 10n, /it is 10, not an object/],
    ['an object that contains itself', inItself(), /; subject is an object; /],
    ['arrays nested too deep to be printed', withData({ id: nested(100_000) }), /: data\.id is an array\.$/],
  ])('is rejected if it cannot be printed as JSON: %s', (_what, value, problem) => {
    expect(messageOf(value)).toMatch(problem);
  });

  it('changes no prototype', () => {
    const text = JSON.stringify(withData({ startedAt: '' })).replace('{"', '{"__proto__":{"polluted":true},"');
    const read = parseJobEvent(JSON.parse(text));
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });

  it('is rejected with all problems at once', () => {
    expect(messageOf({ ...detail, id: 1, data: { ...detail.data, status: 'Done' } })).toBe(
      'Cannot read the event of a job: id is 1; data.status is "Done", not Success or Failure or Cancelled.',
    );
    expect(messageOf({}).match(/ is absent/g)).toHaveLength(10);
  });
});
