import { describe, expect, it } from 'vitest';
import {
  cancelJobTemplates,
  getJobTemplates,
  listJobsTemplates,
  submitJobTemplates,
} from '@jobs/infra/operation-templates';
import {
  callerArn,
  callerId,
  render,
  type Rendering,
  requestId,
  requestTime,
} from '@jobs/local-aws/testing/api-gateway';

const sixHours = 6 * 3600 * 1000;
const settings = {
  tableName: 'jobs',
  isolation: 'none',
  maxPendingMs: sixHours,
  retentionSeconds: undefined,
} as const;
const isolated = { ...settings, isolation: 'caller' } as const;
const submit = submitJobTemplates(settings);
const get = getJobTemplates(settings);
const cancel = cancelJobTemplates(settings);
const list = listJobsTemplates(settings, true);

const generatedId = (time: number) => `${time}-${requestId}`;
const parse = (text: string) => JSON.parse(text) as unknown;

describe('the request template of submitJob', () => {
  const event = (rendering: Rendering) => parse(render(submit.request, { body: '{"seconds":5}', ...rendering }).body);

  it("renders the processor's event, with an id that contains the time", () => {
    expect(event({})).toEqual({
      id: generatedId(requestTime),
      keyPrefix: '',
      submitter: callerId,
      submittedBy: callerArn,
      acceptedAt: requestTime,
      parameters: { seconds: 5 },
    });
  });

  it.each(['Idempotency-Key', 'idempotency-key', 'IDEMPOTENCY-KEY', 'iDEMPOTENCY-kEY'])(
    'takes the id from %s, in quotes or without',
    (name) => {
      expect(event({ headers: { [name]: 'order-1' } })).toMatchObject({ id: 'order-1' });
      expect(event({ headers: { [name]: '"order-1"' } })).toMatchObject({ id: 'order-1' });
    },
  );

  it('takes no id from the query string', () => {
    const query = { 'Idempotency-Key': 'order-1', 'idempotency-key': 'order-2' };
    expect(event({ query })).toMatchObject({ id: generatedId(requestTime) });
    expect(event({ query, headers: { 'idempotency-key': 'order-3' } })).toMatchObject({ id: 'order-3' });
  });

  it("prefixes the job's id with the caller's if callers are isolated", () => {
    const { request } = submitJobTemplates(isolated);
    for (const caller of [`${callerId}:one`, `${callerId}:two`, callerId]) {
      expect(parse(render(request, { body: '{"seconds":5}', caller }).body)).toMatchObject({
        keyPrefix: `${callerId}/`,
        submitter: callerId,
      });
    }
  });

  it.each(["user/o'neil/jane", 'user/a"b/jane', 'user/a\\b/jane'])(
    'includes the ARN of any caller, such as %s',
    (name) => {
      const userArn = `arn:aws:iam::000000000000:${name}`;
      expect(event({ userArn })).toMatchObject({ submittedBy: userArn });
      expect(parse(render(cancel.request, { jobId: 'order-1', userArn }).body)).toMatchObject({
        ExpressionAttributeValues: { ':caller': { S: userArn } },
      });
    },
  );

  it('passes the parameters on unchanged', () => {
    const parameters = { text: `it's "quoted" \\ #set($x = 1) $jobId \u2028 😀`, nested: [{ a: null }] };
    expect(event({ body: JSON.stringify(parameters) })).toMatchObject({ parameters });
  });

  it.each(['', '""', '"', "it's", 'a"b', '"a', 'a b', '}', '$jobId', 'ä', 'k'.repeat(129)])(
    'is invalid JSON for an invalid key, so that nothing is queued: %.20s',
    (key) => {
      const { body } = render(submit.request, { body: '{"seconds":5}', headers: { 'idempotency-key': key } });
      expect(() => parse(body)).toThrow(SyntaxError);
    },
  );
});

describe('two idempotency keys', () => {
  it.each([
    ['that differ count as no key', 'b', false],
    ['that are the same count as one', 'a', true],
  ])('%s', (_, second, isTaken) => {
    const headers = { 'Idempotency-Key': 'a', 'idempotency-key': second };
    const { body } = render(submit.request, { body: '{"seconds":5}', headers });
    if (isTaken) expect(parse(body)).toMatchObject({ id: 'a' });
    else expect(() => parse(body)).toThrow(SyntaxError);
  });
});

describe('the size of a job', () => {
  const padded = (length: number) => '{"seconds":5}'.padEnd(length);

  it('may be 65,536 characters', () => {
    expect(parse(render(submit.request, { body: padded(65_536) }).body)).toMatchObject({ parameters: { seconds: 5 } });
  });

  it('is rejected above that, with invalid JSON, so that nothing is queued', () => {
    expect(() => parse(render(submit.request, { body: padded(65_537) }).body)).toThrow(SyntaxError);
  });

  it('is not checked if the gateway has no length method', () => {
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
    expect(answer({})).toEqual({ status: 202, headers, body: { id, status: 'Pending' } });
  });

  it.each([
    ['/dev/jobs/', '/dev/jobs/order-1'],
    ['/dev/jobs//', '/dev/jobs/order-1'],
    ['/jobs', '/jobs/order-1'],
    ['/base/jobs/', '/base/jobs/order-1'],
  ])('sets Location for a request to %s', (path, location) => {
    expect(answer({ path, headers: { 'Idempotency-Key': 'order-1' } }).headers).toMatchObject({ Location: location });
  });

  it('has the id that the caller chose', () => {
    expect(answer({ headers: { 'Idempotency-Key': 'order-1' } })).toMatchObject({ body: { id: 'order-1' } });
  });

  it.each([
    ['Could not parse request body into json: Unrecognized token', { 'idempotency-key': "it's" }, 400],
    ['Could not parse request body into json: Unrecognized token', { 'idempotency-key': '' }, 400],
    ['Could not parse request body into json: Unrecognized token', {}, 413],
    ['1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)', {}, 413],
    ['Rate Exceeded.', {}, 503],
  ])('never acknowledges what Lambda rejected: %s', (message, headers, status) => {
    for (const body of [JSON.stringify({ message }), JSON.stringify({ Type: 'User', Message: message })]) {
      const rejection = answer({ body, headers });
      expect(rejection).toMatchObject({ status, body: { message: expect.any(String) as string } });
      expect(rejection.headers).not.toHaveProperty('Location');
    }
  });
});

describe('the request template of getJob', () => {
  it('reads the item with a consistent read', () => {
    expect(parse(render(get.request, { jobId: 'order-1' }).body)).toEqual({
      TableName: 'jobs',
      Key: { id: { S: 'order-1' } },
      ConsistentRead: true,
    });
  });

  it.each(['a"b', '","x":"', '$tableName', '\\', 'ä😀'])('reads only the requested job: %s', (jobId) => {
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

  it('shows a running job, with Retry-After', () => {
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
    ['nearly a minute old', requestTime - 60_000],
    ['five minutes ahead, because of clock skew', requestTime + 300_000],
  ])('returns Pending for a job without a record whose id is %s', (_what, time) => {
    const jobId = generatedId(time);
    expect(answer({ jobId, body: '{}' })).toEqual({
      status: 200,
      headers: { 'Retry-After': '1' },
      body: { id: jobId, status: 'Pending' },
    });
  });

  it('returns Pending for a job whose id is as old as an event can get', () => {
    const jobId = generatedId(requestTime - sixHours);
    expect(answer({ jobId, body: '{}' })).toMatchObject({ status: 200, body: { id: jobId, status: 'Pending' } });
  });

  it.each([
    ['too old', generatedId(requestTime - sixHours - 1)],
    ['too far ahead', generatedId(requestTime + 300_001)],
    ['a custom key', 'order-1'],
    ['not a timestamp', generatedId(requestTime).replace(/^\d/, '0')],
    ['almost a generated id', `${generatedId(requestTime)}x`],
    ['short', '1'],
  ])('returns 404 for a job without a record whose id is %s', (_what, jobId) => {
    expect(answer({ jobId, body: '{}' })).toEqual({
      status: 404,
      headers: {},
      body: { message: 'There is no job with this id.' },
    });
  });

  it('shows the progress of a running job', () => {
    const progress = (map: object) => ({
      jobId: 'order-1',
      body: item({ status: { S: 'Running' }, ...started, progress: { M: { updatedAt: { S: 'later' }, ...map } } }),
    });
    const message = `it's "quoted" \\ $item`;
    expect(answer(progress({ percent: { N: '12.5' }, message: { S: message } })).body).toMatchObject({
      progress: { percent: 12.5, message, updatedAt: 'later' },
    });
    expect(answer(progress({ percent: { N: '0' } })).body).toMatchObject({ progress: { percent: 0 } });
    expect(answer(progress({})).body).toMatchObject({ progress: { updatedAt: 'later' } });
  });

  it("shows the job's id, and not its key", () => {
    const stored = { id: { S: `${callerId}/order-1` }, jobId: { S: 'order-1' }, status: { S: 'Running' }, ...started };
    expect(answer({ jobId: 'order-1', body: item(stored) }).body).toMatchObject({ id: 'order-1' });
  });

  it('has a longer Retry-After for a job older than a minute', () => {
    const jobId = generatedId(requestTime - 60_001);
    const running = item({ status: { S: 'Running' }, ...started });
    expect(answer({ jobId, body: running }).headers).toEqual({ 'Retry-After': '5' });
    expect(answer({ jobId, body: '{}' }).headers).toEqual({ 'Retry-After': '5' });
    expect(answer({ jobId: generatedId(requestTime - 60_000), body: running }).headers).toEqual({ 'Retry-After': '1' });
  });

  const methods = ['matches', 'substring', 'parseJson', 'split', 'contains', 'length'];

  it.each(methods)('returns a complete response if the gateway has no method %s', (missing) => {
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

  it('returns 404 with a complete body if the gateway has no string methods at all', () => {
    const options = { unknownMethod: 'null', isMethodAvailable: () => false } as const;
    expect(answer({ jobId: generatedId(requestTime), body: '{}', options })).toMatchObject({ status: 404 });
  });
});

describe('the templates of getJob for errors of the table', () => {
  const rejection = (type: string) => {
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
  ])('turn %s into %s without exposing internals', (type, status) => {
    const refused = rejection(type);
    expect(refused.status).toBe(status);
    expect(parse(refused.text)).toEqual({ message: expect.any(String) as string });
    expect(refused.text).not.toContain('secret');
  });

  it('set Retry-After', () => {
    const { body, responseOverride } = render(get.unavailable, { jobId: 'x', body: '<html>' });
    expect(responseOverride.header).toEqual({ 'Retry-After': '1' });
    expect(parse(body)).toEqual({ message: 'The service is overloaded. Try again later.' });
  });
});

describe('the request template of cancelJob', () => {
  const request = (rendering: Rendering, from = cancel) =>
    parse(render(from.request, rendering).body) as Record<string, Record<string, unknown>> & {
      UpdateExpression: string;
      ConditionExpression: string;
    };

  it('cancels a running job, or one that may still be pending', () => {
    const jobId = generatedId(requestTime - 1000);
    const update = request({ jobId });
    expect(update).toMatchObject({
      TableName: 'jobs',
      Key: { id: { S: jobId } },
      ConditionExpression: 'attribute_not_exists(#id) OR #status = :running',
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      ExpressionAttributeValues: {
        ':now': { S: '2026-11-18T11:06:40.000Z' },
        ':accepted': { S: '2026-11-18T11:06:39.000Z' },
        ':statusKey': { S: 'all#Cancelled' },
        ':listKey': { S: 'all' },
        ':jobId': { S: jobId },
        ':caller': { S: callerArn },
      },
    });
  });

  it.each([
    ['a custom key', 'order-1'],
    ['too old', generatedId(requestTime - sixHours - 1)],
    ['too far ahead', generatedId(requestTime + 300_001)],
  ])('creates no record for an id that is %s', (_, jobId) => {
    expect(request({ jobId }).ConditionExpression).toBe('#status = :running');
  });

  it('adds a job that an older version started to the lists', () => {
    expect(request({ jobId: 'order-1' })).toMatchObject({
      UpdateExpression: expect.stringMatching(
        /#jobId = :jobId, #listKey = :listKey, #statusKey = :statusKey/,
      ) as string,
      ExpressionAttributeValues: {
        ':jobId': { S: 'order-1' },
        ':listKey': { S: 'all' },
        ':statusKey': { S: 'all#Cancelled' },
      },
    });
  });

  it.each([settings, { ...settings, retentionSeconds: 86_400 }, isolated, { ...isolated, retentionSeconds: 86_400 }])(
    'defines exactly the names and values that it uses, as DynamoDB requires: %j',
    (each) => {
      for (const jobId of [generatedId(requestTime), 'order-1']) {
        const update = request({ jobId }, cancelJobTemplates(each));
        const used = `${update.UpdateExpression} ${update.ConditionExpression}`;
        expect(Object.keys(update.ExpressionAttributeNames ?? {}).sort()).toEqual(
          [...new Set(used.match(/#\w+/g))].sort(),
        );
        expect(Object.keys(update.ExpressionAttributeValues ?? {}).sort()).toEqual(
          [...new Set(used.match(/:\w+/g))].sort(),
        );
      }
    },
  );

  it('lets the record expire as finished jobs do', () => {
    const update = request({ jobId: 'order-1' }, cancelJobTemplates({ ...settings, retentionSeconds: 86_400 }));
    expect(update.ExpressionAttributeValues).toMatchObject({
      ':expiresAt': { N: String(requestTime / 1000 + 86_400) },
    });
  });

  it.each(['a"b', '","x":"', '$tableName', 'ä😀', '"}}, "TableName": "x'])(
    'changes only the requested job: %s',
    (jobId) => {
      expect(request({ jobId })).toMatchObject({ TableName: 'jobs', Key: { id: { S: jobId } } });
    },
  );

  it("only reaches the caller's own jobs if callers are isolated", () => {
    expect(request({ jobId: 'order-1' }, cancelJobTemplates(isolated))).toMatchObject({
      Key: { id: { S: `${callerId}/order-1` } },
      ExpressionAttributeValues: { ':statusKey': { S: `${callerId}#Cancelled` } },
    });
  });

  it('formats the time as RFC 3339 on any day', () => {
    const days = ['1970-01-01', '1999-12-31', '2000-02-29', '2024-02-29', '2026-03-01', '2038-01-19', '2100-02-28'];
    for (const text of days.map((day) => `${day}T23:05:09.007Z`)) {
      const id = `${String(Date.parse(text)).padStart(13, '1')}-${requestId}`;
      const templates = cancelJobTemplates({ ...settings, maxPendingMs: 1e13 });
      const acceptedMs = Number(id.slice(0, 13));
      const values = request({ jobId: id }, templates).ExpressionAttributeValues;
      if (acceptedMs <= requestTime) {
        expect(values).toMatchObject({ ':accepted': { S: new Date(acceptedMs).toISOString() } });
      }
    }
  });
});

describe('the response templates of cancelJob', () => {
  const job = { id: { S: 'order-1' }, createdAt: { S: 'then' }, startedAt: { S: 'later' }, parameters: { S: '{}' } };
  const cancelledJob = { ...job, status: { S: 'Cancelled' }, finishedAt: { S: 'now' } };
  const shown = {
    id: 'order-1',
    status: 'Cancelled',
    parameters: {},
    createdAt: 'then',
    startedAt: 'later',
    finishedAt: 'now',
  };
  const rejection = (body: object, options = {}) => {
    const { body: text, responseOverride } = render(cancel.refused, {
      jobId: 'order-1',
      body: JSON.stringify(body),
      options,
    });
    return { status: responseOverride.status ?? 500, body: parse(text) };
  };
  const failed = { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', message: 'failed' };

  it('show the job in its new state', () => {
    const { body } = render(cancel.response, { jobId: 'order-1', body: JSON.stringify({ Attributes: cancelledJob }) });
    expect(parse(body)).toEqual(shown);
  });

  it('show a job that was already cancelled', () => {
    expect(rejection({ ...failed, Item: cancelledJob })).toEqual({ status: 200, body: shown });
  });

  it.each(['Success', 'Failure'])('reject a job that has already ended: %s', (status) => {
    const message = `The job has already ended: its status is ${status}.`;
    expect(rejection({ ...failed, Item: { ...job, status: { S: status } } })).toEqual({
      status: 409,
      body: { message },
    });
  });

  it('return 404 for a job without a record', () => {
    expect(rejection(failed)).toEqual({ status: 404, body: { message: 'There is no job with this id.' } });
  });

  it.each([
    ['com.amazon.coral.validate#ValidationException', 400],
    ['com.amazon.coral.availability#ThrottlingException', 503],
    ['com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', 500],
  ])('turn %s into %s', (type, status) => {
    expect(rejection({ __type: type, message: 'secret' }).status).toBe(status);
  });

  it('have a complete body if the gateway has no string methods at all', () => {
    const options = { unknownMethod: 'null', isMethodAvailable: () => false } as const;
    expect(rejection({ ...failed, Item: cancelledJob }, options)).toMatchObject({ status: 500 });
  });
});

describe('the request template of listJobs', () => {
  const request = (query: Record<string, string>, from = list) => parse(render(from.request, { query }).body);
  const cursorOf = (text: string) => Buffer.from(text).toString('base64');
  const place = '2026-11-18T11:06:40.000Z order-1';

  it('asks for the newest jobs', () => {
    expect(request({})).toEqual({
      TableName: 'jobs',
      IndexName: 'JobsByTime',
      KeyConditionExpression: '#key = :key',
      FilterExpression: 'attribute_not_exists(#expiresAt) OR #expiresAt > :now',
      ExpressionAttributeNames: { '#key': 'listKey', '#expiresAt': 'expiresAt' },
      ExpressionAttributeValues: { ':key': { S: 'all' }, ':now': { N: String(requestTime / 1000) } },
      ScanIndexForward: false,
      Limit: 20,
    });
  });

  it('asks for jobs with one status, oldest first, after a cursor', () => {
    const query = { status: 'Failure', order: 'asc', limit: '7', cursor: cursorOf(place) };
    expect(request(query)).toMatchObject({
      IndexName: 'JobsByStatus',
      ExpressionAttributeNames: { '#key': 'statusKey' },
      ExpressionAttributeValues: { ':key': { S: 'all#Failure' } },
      ExclusiveStartKey: {
        id: { S: 'order-1' },
        statusKey: { S: 'all#Failure' },
        createdAt: { S: '2026-11-18T11:06:40.000Z' },
      },
      ScanIndexForward: true,
      Limit: 7,
    });
  });

  it('asks for at most 100 jobs', () => {
    expect(request({ limit: '999999999' })).toMatchObject({ Limit: 100 });
  });

  it("only reads the caller's own list if callers are isolated", () => {
    const templates = listJobsTemplates(isolated, true);
    expect(request({ status: 'Success', cursor: cursorOf(place) }, templates)).toMatchObject({
      ExpressionAttributeValues: { ':key': { S: `${callerId}#Success` } },
      ExclusiveStartKey: { id: { S: `${callerId}/order-1` }, statusKey: { S: `${callerId}#Success` } },
    });
  });

  const hostile: readonly (readonly [name: string, value: string])[] = [
    ...['', '0', '-1', '1.5', '1e3', ' 1', '1 ', '+1', '0x10', '٣', 'NaN', 'null', '9'.repeat(30), '1}', '1,"a":1'].map(
      (value) => ['limit', value] as const,
    ),
    ...[
      '',
      'Pending',
      'success',
      'Success ',
      'Running|Success',
      'Success#',
      '"',
      '#set($x=1)',
      '$key',
      'Failure\n',
    ].map((value) => ['status', value] as const),
    ...['', 'ASC', 'asc ', 'asc,desc', 'true', '"'].map((value) => ['order', value] as const),
    ...[
      '',
      'x',
      'order-1',
      '====',
      '!!!!',
      'A'.repeat(260),
      cursorOf(''),
      cursorOf('2026-11-18T11:06:40.000Z '),
      cursorOf('2026-11-18T11:06:40Z order-1'),
      cursorOf(`2026-11-18T11:06:40.000Z ${'x'.repeat(129)}`),
      cursorOf('2026-11-18T11:06:40.000Z AROAOTHER/order-1'),
      cursorOf('2026-11-18T11:06:40.000Z a b'),
      cursorOf('2026-11-18T11:06:40.000Z a"}}, "IndexName": "x'),
      cursorOf('{"id":{"S":"x"}}'),
      cursorOf(`${place}\n`),
      cursorOf('\0'.repeat(40)),
      cursorOf('ä'.repeat(20)),
      `${cursorOf(place)}=`,
      ` ${cursorOf(place)}`,
      cursorOf(place).replaceAll('=', ''),
    ].map((value) => ['cursor', value] as const),
  ];

  it.each(hostile)('renders a request that DynamoDB rejects for an invalid %s: %s', (name, value) => {
    expect(request({ [name]: value })).toEqual({ TableName: 'jobs', IndexName: 'JobsByTime', Limit: 0 });
    const { body, responseOverride } = render(list.refused, {
      query: { [name]: value },
      body: '{"__type":"com.amazon.coral.validate#ValidationException"}',
    });
    expect(responseOverride.status).toBe(400);
    expect((parse(body) as { message: string }).message).toMatch(new RegExp(`^The parameter '${name}' is not valid: `));
  });

  it('rejects the parameter status in a stage without that index', () => {
    const templates = listJobsTemplates(settings, false);
    expect(request({ status: 'Success' }, templates)).toMatchObject({ Limit: 0 });
    expect(request({}, templates)).toMatchObject({ Limit: 20 });
    const { body } = render(templates.refused, { query: { status: 'Success' }, body: '{}' });
    expect(parse(body)).toEqual({
      message: "The parameter 'status' is not valid: it must be omitted, because this stage has no list by status.",
    });
  });

  it.each(['matches', 'substring', 'parseJson', 'length', 'containsKey', 'base64Decode', 'split', 'get'])(
    'reads nothing else if the gateway has no method %s',
    (missing) => {
      const options = {
        unknownMethod: 'null',
        isMethodAvailable: (_: string, name: string) => name !== missing,
      } as const;
      for (const query of [{}, { limit: '7' }, { status: 'Failure' }, { cursor: cursorOf(place), order: 'asc' }]) {
        const rendered = parse(render(list.request, { query, options }).body) as Record<string, unknown>;
        expect(rendered.TableName).toBe('jobs');
        if (rendered.Limit === 0) continue;
        expect(rendered.KeyConditionExpression).toBe('#key = :key');
        const values = rendered.ExpressionAttributeValues as { readonly ':key': { readonly S: string } };
        expect(values[':key'].S).toMatch(/^all(#Failure)?$/);
      }
    },
  );
});

describe('the response template of listJobs', () => {
  const answer = (output: object, from = list) => parse(render(from.response, { body: JSON.stringify(output) }).body);
  const stored = (id: string) => ({
    id: { S: id },
    jobId: { S: 'order-1' },
    status: { S: 'Success' },
    createdAt: { S: '2026-11-18T11:06:40.000Z' },
    startedAt: { S: 'later' },
    finishedAt: { S: 'at last' },
  });
  const shown = {
    id: 'order-1',
    status: 'Success',
    createdAt: '2026-11-18T11:06:40.000Z',
    startedAt: 'later',
    finishedAt: 'at last',
  };

  it.each([
    ['no jobs', [], []],
    ['one job', [stored('order-1')], [shown]],
    [
      'several jobs',
      [stored('order-1'), { ...stored('order-1'), finishedAt: undefined }],
      [shown, { ...shown, finishedAt: undefined }],
    ],
  ])('shows %s', (_, Items, jobs) => {
    expect(answer({ Items, Count: Items.length })).toEqual({ jobs });
  });

  it.each([
    [list, 'order-1'],
    [listJobsTemplates(isolated, true), `${callerId}/order-1`],
  ])('has a cursor with the position of the last job, without its key', (templates, id) => {
    const { id: idOfKey, createdAt } = stored(id);
    const key = { id: idOfKey, createdAt, listKey: { S: 'all' } };
    const output = answer({ Items: [stored(id)], LastEvaluatedKey: key }, templates) as { nextCursor: string };
    expect(Buffer.from(output.nextCursor, 'base64').toString()).toBe('2026-11-18T11:06:40.000Z order-1');
    const next = parse(render(templates.request, { query: { cursor: output.nextCursor } }).body);
    expect(next).toMatchObject({ ExclusiveStartKey: { id: { S: id } } });
  });
});
