import { describe, expect, it } from 'vitest';
import { getJobTemplates, submitJobTemplates } from '@jobs/infra/operation-templates';
import { render, type Rendering, requestId, requestTime } from '@jobs/local-aws/testing/api-gateway';

const sixHours = 6 * 3600 * 1000;
const submit = submitJobTemplates();
const get = getJobTemplates('jobs', sixHours);
const generatedId = (time: number) => `${time}-${requestId}`;
const parse = (text: string) => JSON.parse(text) as unknown;

describe('the request template of submitJob', () => {
  const event = (rendering: Rendering) => parse(render(submit.request, { body: '{"seconds":5}', ...rendering }).body);

  it('makes the event of the processor, with an id that tells its time', () => {
    expect(event({})).toEqual({ id: generatedId(requestTime), acceptedAt: requestTime, parameters: { seconds: 5 } });
  });

  it.each(['Idempotency-Key', 'idempotency-key'])('takes the id from %s', (name) => {
    expect(event({ headers: { [name]: 'order-1' } })).toMatchObject({ id: 'order-1' });
  });

  it('gives the parameters on as they are', () => {
    const parameters = { text: `it's "quoted" \\ #set($x = 1) $jobId \u2028 😀`, nested: [{ a: null }] };
    expect(event({ body: JSON.stringify(parameters) })).toMatchObject({ parameters });
  });

  it.each(["it's", 'a"b', 'a b', '}', '$jobId', 'ä', 'k'.repeat(129)])(
    'is no JSON for a key that can not be an id, so that nothing is queued: %.20s',
    (key) => {
      const { body } = render(submit.request, { body: '{"seconds":5}', headers: { 'idempotency-key': key } });
      expect(() => parse(body)).toThrow(SyntaxError);
    },
  );
});

describe('the size of a job', () => {
  const padded = (length: number) => '{"seconds":5}'.padEnd(length);

  it('may be 65,536 characters', () => {
    expect(parse(render(submit.request, { body: padded(65_536) }).body)).toMatchObject({ parameters: { seconds: 5 } });
  });

  it('is refused above, with an event that is no JSON, so that nothing is queued', () => {
    expect(() => parse(render(submit.request, { body: padded(65_537) }).body)).toThrow(SyntaxError);
  });

  it('does not matter where the gateway can not tell it', () => {
    const options = {
      unknownMethod: 'null',
      isMethodAvailable: (_type: string, name: string) => name !== 'length',
    } as const;
    expect(parse(render(submit.request, { body: padded(70_000), options }).body)).toMatchObject({
      id: generatedId(requestTime),
    });
  });
});

describe('the response template of submitJob', () => {
  const answer = (rendering: Rendering) => {
    const { body, responseOverride } = render(submit.response, rendering);
    return { status: responseOverride.status ?? 202, headers: responseOverride.header, body: parse(body) };
  };

  it('acknowledges an event that was queued', () => {
    const id = generatedId(requestTime);
    const headers = { Location: `/dev/jobs/${id}`, 'Retry-After': '1' };
    expect(answer({})).toEqual({ status: 202, headers, body: { id } });
  });

  it('has the id of the caller', () => {
    expect(answer({ headers: { 'Idempotency-Key': 'order-1' } })).toMatchObject({ body: { id: 'order-1' } });
  });

  it.each([
    ['Could not parse request body into json: Unrecognized token', { 'idempotency-key': "it's" }, 400],
    ['Could not parse request body into json: Unrecognized token', {}, 413],
    ['1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)', {}, 413],
    ['Rate Exceeded.', {}, 503],
  ])('never acknowledges what Lambda refused: %s', (message, headers, status) => {
    for (const body of [JSON.stringify({ message }), JSON.stringify({ Type: 'User', Message: message })]) {
      const refusal = answer({ body, headers });
      expect(refusal).toMatchObject({ status, body: { message: expect.any(String) as string } });
      expect(refusal.headers).not.toHaveProperty('Location');
    }
  });
});

describe('the request template of getJob', () => {
  it('reads the item of the id, consistently', () => {
    expect(parse(render(get.request, { jobId: 'order-1' }).body)).toEqual({
      TableName: 'jobs',
      Key: { id: { S: 'order-1' } },
      ConsistentRead: true,
    });
  });

  it.each(['a"b', '","x":"', '$tableName', '\\', 'ä😀'])('reads only what was asked for: %s', (jobId) => {
    expect(parse(render(get.request, { jobId }).body)).toMatchObject({ TableName: 'jobs', Key: { id: { S: jobId } } });
  });
});

describe('the response template of getJob', () => {
  const answer = (rendering: Rendering) => {
    const { body, responseOverride } = render(get.response, rendering);
    return { status: responseOverride.status ?? 200, headers: responseOverride.header, body: parse(body) };
  };
  const item = (attributes: Record<string, unknown>) =>
    JSON.stringify({
      Item: { id: { S: 'order-1' }, owner: { S: 'x' }, attempt: { S: 'y' }, leaseExpiresAt: { N: '1' }, ...attributes },
    });
  const created = { createdAt: { S: '2026-11-18T11:06:40.000Z' } };
  const started = { ...created, startedAt: { S: '2026-11-18T11:06:41.000Z' }, parameters: { S: '{"seconds":5}' } };
  const finished = { ...started, finishedAt: { S: '2026-11-18T11:06:46.000Z' } };

  it('shows a running job, and when to ask again', () => {
    expect(answer({ jobId: 'order-1', body: item({ status: { S: 'Running' }, ...started }) })).toEqual({
      status: 200,
      headers: { 'Retry-After': '1' },
      body: {
        id: 'order-1',
        status: 'Running',
        parameters: { seconds: 5 },
        createdAt: '2026-11-18T11:06:40.000Z',
        startedAt: '2026-11-18T11:06:41.000Z',
      },
    });
  });

  it('shows the results of a job, whatever is in them', () => {
    const results = { message: `it's "quoted" \\ #set($x = 1) $item \u2028 😀` };
    const { body } = answer({
      jobId: 'order-1',
      body: item({ status: { S: 'Success' }, results: { S: JSON.stringify(results) }, ...finished }),
    });
    expect(body).toMatchObject({ status: 'Success', results, finishedAt: '2026-11-18T11:06:46.000Z' });
    expect(body).not.toHaveProperty('error');
  });

  it('shows the error of a job that never started, whatever is in it', () => {
    const message = `it's "quoted" \\ \n $item`;
    const error = { M: { type: { S: 'Broken' }, message: { S: message } } };
    const failed = { status: { S: 'Failure' }, ...created, finishedAt: { S: '2026-11-18T11:06:46.000Z' }, error };
    expect(answer({ jobId: 'order-1', body: item(failed) }).body).toEqual({
      id: 'order-1',
      status: 'Failure',
      error: { type: 'Broken', message },
      createdAt: '2026-11-18T11:06:40.000Z',
      finishedAt: '2026-11-18T11:06:46.000Z',
    });
  });

  it.each([
    ['now', requestTime],
    ['as old as an event can get', requestTime - sixHours],
    ['five minutes ahead, by a clock that is off', requestTime + 300_000],
  ])('calls a job without a record pending when its id is %s', (_what, time) => {
    const jobId = generatedId(time);
    expect(answer({ jobId, body: '{}' })).toEqual({
      status: 200,
      headers: { 'Retry-After': '1' },
      body: { id: jobId, status: 'Pending' },
    });
  });

  it.each([
    ['too old', generatedId(requestTime - sixHours - 1)],
    ['too far ahead', generatedId(requestTime + 300_001)],
    ['of another form', 'order-1'],
    ['no number', generatedId(requestTime).replace(/^\d/, '0')],
    ['nearly of the form', `${generatedId(requestTime)}x`],
    ['short', '1'],
  ])('does not find a job without a record when its id is %s', (_what, jobId) => {
    expect(answer({ jobId, body: '{}' })).toEqual({
      status: 404,
      headers: {},
      body: { message: 'There is no job with this id.' },
    });
  });

  const methods = ['matches', 'substring', 'parseJson', 'split', 'contains', 'length'];

  it.each(methods)('answers 404 with a whole body where the gateway has no method %s', (missing) => {
    const options = {
      unknownMethod: 'null',
      isMethodAvailable: (_type: string, name: string) => name !== missing,
    } as const;
    for (const jobId of [generatedId(requestTime), generatedId(0), 'order-1', '1', '']) {
      const { status, body } = answer({ jobId, body: '{}', options });
      const isNeeded = ['matches', 'substring', 'parseJson'].includes(missing);
      const isFound = !isNeeded && jobId === generatedId(requestTime);
      expect([status, body]).toEqual(
        isFound ? [200, { id: jobId, status: 'Pending' }] : [404, { message: 'There is no job with this id.' }],
      );
    }
  });

  it('answers 404 with a whole body where the gateway has no methods on texts at all', () => {
    const options = { unknownMethod: 'null', isMethodAvailable: () => false } as const;
    expect(answer({ jobId: generatedId(requestTime), body: '{}', options })).toMatchObject({ status: 404 });
  });
});

describe('the templates of getJob for a table that does not answer', () => {
  const refusal = (type: string) => {
    const body = JSON.stringify({ __type: type, message: 'arn:aws:dynamodb:secret' });
    const { body: text, responseOverride } = render(get.refused, { jobId: 'x', body });
    return { status: responseOverride.status, text };
  };

  it.each([
    ['com.amazon.coral.validate#ValidationException', 400],
    ['com.amazon.coral.service#SerializationException', 400],
    ['com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', 503],
    ['com.amazon.coral.availability#ThrottlingException', 503],
    ['com.amazonaws.dynamodb.v20120810#RequestLimitExceeded', 503],
    ['com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', undefined],
  ])('turn %s into %s, and tell nothing of the inside', (type, status) => {
    const refused = refusal(type);
    expect(refused.status).toBe(status);
    expect(parse(refused.text)).toEqual({ message: expect.any(String) as string });
    expect(refused.text).not.toContain('secret');
  });

  it('say when to try again', () => {
    const { body, responseOverride } = render(get.unavailable, { jobId: 'x', body: '<html>' });
    expect(responseOverride.header).toEqual({ 'Retry-After': '1' });
    expect(parse(body)).toEqual({ message: 'The service is overloaded. Try again later.' });
  });
});
