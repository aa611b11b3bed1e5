import { describe, expect, it } from 'vitest';
import { StorageError } from '../../kernel/index.ts';
import { jsonCall, localUser } from '../../wire/testing/json-call.ts';
import { type ArchiveStorage, memoryArchiveStorage } from '../engine/archive-storage.ts';
import {
  accountId,
  archiveArn,
  busArn,
  eventBridgeFixture,
  type EventBridgeFixtureOptions,
  functionArn,
  region,
  replayRule,
  ruleFixture,
} from '../testing/event-bridge-fixture.ts';
import { createEventsService } from './service.ts';

function serviceFixture(options: EventBridgeFixtureOptions = {}) {
  const fixture = eventBridgeFixture(options);
  const service = createEventsService(fixture.eventBridge, { region, accountId });
  const call = async (operation: string, input: object = {}) => {
    const { status, headers, body } = await service.handle(jsonCall(`AWSEvents.${operation}`, input), localUser);
    return { status, headers, output: JSON.parse(body.toString()) as Record<string, unknown> };
  };
  const permission = (operation: string, input: object = {}) =>
    service.permission(jsonCall(`AWSEvents.${operation}`, input));
  return { ...fixture, service, call, permission };
}

const entry = (more: object = {}) => ({
  Source: 'source',
  DetailType: 'type',
  Detail: '{"requestPayload":{"seconds":5}}',
  EventBusName: 'failed',
  ...more,
});

const nowSeconds = Date.now() / 1000;
const replayInput = (more: object = {}) => ({
  ReplayName: 'again',
  EventSourceArn: archiveArn,
  EventStartTime: nowSeconds - 3600,
  EventEndTime: nowSeconds + 3600,
  Destination: { Arn: busArn },
  ...more,
});

describe('PutEvents', () => {
  it('C21 answers with the ids of the events, in the order of the entries', async () => {
    const { call, eventBridge, events } = serviceFixture({ rules: [ruleFixture({ source: ['source'] })] });

    const { status, headers, output } = await call('PutEvents', { Entries: [entry(), entry({ Time: 1700000000.5 })] });
    await eventBridge.idle();

    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/x-amz-json-1.1');
    expect(output).toEqual({ FailedEntryCount: 0, Entries: events().map(({ id }) => ({ EventId: id })) });
    expect(events()[1]).toMatchObject({ time: '2023-11-14T22:13:20Z', detail: { requestPayload: { seconds: 5 } } });
  });

  it.each([
    [{ Source: undefined }, 'InvalidArgument', 'Parameter Source is not valid. Reason: Source is a required argument.'],
    [{ Source: '' }, 'InvalidArgument', 'Parameter Source is not valid. Reason: Source is a required argument.'],
    [
      { DetailType: '' },
      'InvalidArgument',
      'Parameter DetailType is not valid. Reason: DetailType is a required argument.',
    ],
    [{ Detail: undefined }, 'InvalidArgument', 'Parameter Detail is not valid. Reason: Detail is a required argument.'],
    [{ Detail: '{' }, 'MalformedDetail', 'Detail is malformed.'],
    [{ Detail: '[]' }, 'MalformedDetail', 'Detail is malformed.'],
    [{ Detail: 'text' }, 'MalformedDetail', 'Detail is malformed.'],
    [{ Detail: '"{}"' }, 'MalformedDetail', 'Detail is malformed.'],
    [{ Detail: `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}` }, 'MalformedDetail', 'Detail is malformed.'],
  ])('C22 fails only the entry with %j', async (change, ErrorCode, ErrorMessage) => {
    const { call } = serviceFixture();

    const { status, output } = await call('PutEvents', { Entries: [entry(change), entry()] });

    expect(status).toBe(200);
    expect(output).toEqual({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode, ErrorMessage }, { EventId: expect.any(String) as string }],
    });
  });

  it('C23 rejects more than 10 entries as a whole', async () => {
    const { call, steps } = serviceFixture();

    const { status, output } = await call('PutEvents', { Entries: Array.from({ length: 11 }, () => entry()) });

    expect(status).toBe(400);
    expect(output).toMatchObject({ __type: 'ValidationException' });
    expect(output.message).toMatch(
      /^1 validation error detected: Value '\[PutEventsRequestEntry\(.*\)\]' at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10$/,
    );
    expect(steps).toEqual([]);
  });

  it('C23 C24 rejects entries that are too large in total', async () => {
    const { call, steps } = serviceFixture({ maxEntryBytes: 200 });
    const half = entry({ Detail: JSON.stringify({ text: 'x'.repeat(90) }) });

    expect(await call('PutEvents', { Entries: [half] })).toMatchObject({ status: 200 });
    expect(await call('PutEvents', { Entries: [half, half] })).toMatchObject({
      status: 400,
      output: {
        __type: 'ValidationException',
        message: 'Total size of the entries in the request is over the limit.',
      },
    });
    expect(steps).toHaveLength(1);
  });

  it('C25 accepts an event for an unknown bus', async () => {
    const { call } = serviceFixture();
    expect(await call('PutEvents', { Entries: [entry({ EventBusName: 'none' })] })).toMatchObject({
      status: 200,
      output: { FailedEntryCount: 0 },
    });
  });

  it('rejects only events that an archive cannot store at the moment', async () => {
    let isFull = true;
    const storage = memoryArchiveStorage();
    const archiveStorage: ArchiveStorage = {
      ...storage,
      append: (name, archived) =>
        isFull ? Promise.reject(new StorageError('Cannot write kept.log.')) : storage.append(name, archived),
    };
    const { call } = serviceFixture({ archiveStorage });
    const entries = { Entries: [entry(), entry({ EventBusName: 'default' })] };
    const { status, output } = await call('PutEvents', entries);
    expect(status).toBe(200);
    expect(output).toEqual({
      FailedEntryCount: 1,
      Entries: [
        { ErrorCode: 'InternalFailure', ErrorMessage: 'Unexpected error.' },
        { EventId: expect.any(String) as string },
      ],
    });
    isFull = false;
    expect((await call('PutEvents', entries)).output.FailedEntryCount).toBe(0);
  });

  it('C27 rejects a source reserved for AWS', async () => {
    const { call } = serviceFixture();
    const { output } = await call('PutEvents', { Entries: [entry({ Source: 'aws.lambda' })] });
    expect(output).toMatchObject({ Entries: [{ ErrorCode: 'NotAuthorizedForSourceException' }] });
  });

  it.each([{}, { Entries: [] }, { Entries: 'x' }, { Entries: [null] }, { Entries: [entry({ Source: 1 })] }])(
    'rejects the input %j',
    async (input) => {
      expect(await serviceFixture().call('PutEvents', input)).toMatchObject({ status: 400 });
    },
  );
});

describe('archive operations', () => {
  it('C2 DescribeArchive returns all fields, ListArchives omits ARN, description and pattern', async () => {
    const { call } = serviceFixture({ archive: { description: 'Kept', pattern: { source: ['source'] } } });
    await call('PutEvents', { Entries: [entry()] });
    const summary = {
      ArchiveName: 'kept',
      EventSourceArn: busArn,
      State: 'ENABLED',
      RetentionDays: 0,
      SizeBytes: expect.any(Number) as number,
      EventCount: 1,
      CreationTime: expect.closeTo(nowSeconds, -2) as number,
    };

    expect((await call('DescribeArchive', { ArchiveName: 'kept' })).output).toEqual({
      ...summary,
      ArchiveArn: archiveArn,
      Description: 'Kept',
      EventPattern: '{"source":["source"]}',
    });
    expect((await call('ListArchives')).output).toEqual({ Archives: [summary] });
  });

  it('C2 omits the pattern when there is none', async () => {
    const { output } = await serviceFixture().call('DescribeArchive', { ArchiveName: 'kept' });
    expect(output).not.toHaveProperty('EventPattern');
  });

  it('C7 names an unknown archive', async () => {
    expect(await serviceFixture().call('DescribeArchive', { ArchiveName: 'none' })).toMatchObject({
      status: 400,
      output: { __type: 'ResourceNotFoundException', message: 'Archive none does not exist.' },
    });
  });

  it('C8 lists by one filter', async () => {
    const { call } = serviceFixture();
    const names = async (input: object) => (await call('ListArchives', input)).output.Archives;
    expect(await names({ NamePrefix: 'ke' })).toHaveLength(1);
    expect(await names({ NamePrefix: 'x' })).toEqual([]);
    expect(await names({ EventSourceArn: busArn })).toHaveLength(1);
    expect(await names({ EventSourceArn: busArn.replace(/[^/]+$/, 'default') })).toEqual([]);
    expect(await call('ListArchives', { NamePrefix: 'ke', State: 'ENABLED' })).toMatchObject({ status: 400 });
  });
});

describe('an unknown bus', () => {
  it.each([
    ['ListArchives', { EventSourceArn: `${busArn}x` }],
    ['ListRules', { EventBusName: `${busArn}x` }],
    ['DescribeEventBus', { Name: `${busArn}x` }],
  ])('C7 C8 is an error in %s', async (operation, input) => {
    const { call } = serviceFixture();
    expect(await call(operation, input)).toMatchObject({
      status: 400,
      output: {
        __type: 'ResourceNotFoundException',
        message: expect.stringMatching(/^Event bus .* does not exist\.$/) as string,
      },
    });
  });
});

describe('replay operations', () => {
  it('C10 C11 can be started, described and listed', async () => {
    const { call, eventBridge, invocations } = serviceFixture();
    await call('PutEvents', { Entries: [entry()] });

    const started = await call('StartReplay', replayInput({ Description: 'Second try' }));
    await eventBridge.idle();

    const replayArn = `arn:aws:events:${region}:${accountId}:replay/again`;
    expect(started.output).toEqual({
      ReplayArn: replayArn,
      State: 'STARTING',
      ReplayStartTime: expect.closeTo(nowSeconds, -2) as number,
    });
    const { output } = await call('DescribeReplay', { ReplayName: 'again' });
    expect(output).toMatchObject({
      ReplayName: 'again',
      ReplayArn: replayArn,
      Description: 'Second try',
      Destination: { Arn: busArn },
      EventSourceArn: archiveArn,
      State: 'COMPLETED',
    });
    expect(output.EventStartTime).toBeCloseTo(nowSeconds - 3600, 2);
    expect(output.EventEndTime).toBeCloseTo(nowSeconds + 3600, 2);
    const notListed = ['ReplayArn', 'Description', 'Destination'];
    const listed = Object.fromEntries(Object.entries(output).filter(([name]) => !notListed.includes(name)));
    expect((await call('ListReplays', { NamePrefix: 'ag' })).output).toEqual({ Replays: [listed] });
    expect(Object.keys(listed)).toEqual(expect.arrayContaining(['EventLastReplayedTime', 'ReplayEndTime']));
    expect(invocations).toEqual([{ arn: functionArn, payload: '{"seconds":5}', ruleArn: replayRule.arn }]);
  });

  it('C11 is CANCELLING when it is cancelled', async () => {
    const { call } = serviceFixture({ replayTiming: { startMs: 60_000 } });
    await call('StartReplay', replayInput());

    const { output } = await call('CancelReplay', { ReplayName: 'again' });

    expect(output).toEqual({ ReplayArn: `arn:aws:events:${region}:${accountId}:replay/again`, State: 'CANCELLING' });
  });

  it("C12 rejects a destination other than the archive's bus", async () => {
    const destination = { Arn: busArn.replace('failed', 'default') };
    expect(await serviceFixture().call('StartReplay', replayInput({ Destination: destination }))).toMatchObject({
      status: 400,
      output: {
        __type: 'ValidationException',
        message: 'Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.',
      },
    });
  });

  it('C19 keeps the selected rules', async () => {
    const { call } = serviceFixture();
    const destination = { Arn: busArn, FilterArns: [replayRule.arn] };
    await call('StartReplay', replayInput({ Destination: destination }));
    expect((await call('DescribeReplay', { ReplayName: 'again' })).output).toMatchObject({ Destination: destination });
  });

  it.each([
    { ReplayName: undefined },
    { ReplayName: 'a/b' },
    { ReplayName: 'a'.repeat(65) },
    { EventStartTime: 'yesterday' },
    { EventEndTime: 1e30 },
    { Destination: 'bus' },
  ])('rejects %j', async (change) => {
    expect(await serviceFixture().call('StartReplay', replayInput(change))).toMatchObject({ status: 400 });
  });

  it('lists in pages', async () => {
    const { call } = serviceFixture();
    for (const name of ['a', 'b', 'c']) await call('StartReplay', replayInput({ ReplayName: name }));

    const first = (await call('ListReplays', { Limit: 2 })).output;
    const second = (await call('ListReplays', { Limit: 2, NextToken: first.NextToken })).output;

    expect(first.Replays).toMatchObject([{ ReplayName: 'a' }, { ReplayName: 'b' }]);
    expect(second.Replays).toMatchObject([{ ReplayName: 'c' }]);
    expect(second).not.toHaveProperty('NextToken');
    expect(await call('ListReplays', { Limit: 0 })).toMatchObject({ status: 400 });
    expect(await call('ListReplays', { NextToken: 'x' })).toMatchObject({ status: 400 });
  });
});

describe('rule and bus operations', () => {
  it('C4 C37 are listed with their bus ARN, including managed rules', async () => {
    const { output } = await serviceFixture().call('ListRules', { EventBusName: 'failed' });
    expect(output.Rules).toMatchObject([
      { Name: 'Events-Archive-kept', ManagedBy: 'prod.vhs.events.aws.internal', State: 'ENABLED' },
      {
        Name: 'replay',
        Arn: `arn:aws:events:${region}:${accountId}:rule/failed/replay`,
        EventPattern: '{"replay-name":[{"exists":true}]}',
        EventBusName: 'failed',
      },
    ]);
  });

  it('shows a rule, its targets and the buses', async () => {
    const { call } = serviceFixture();
    const rule = { Name: 'replay', Rule: 'replay', EventBusName: busArn };

    expect((await call('DescribeRule', rule)).output).toMatchObject({ Name: 'replay', State: 'ENABLED' });
    expect((await call('ListTargetsByRule', rule)).output).toEqual({
      Targets: [{ Id: 'Target0', Arn: functionArn, InputPath: '$.detail.requestPayload' }],
    });
    expect((await call('ListEventBuses')).output).toMatchObject({
      EventBuses: [{ Name: 'default' }, { Name: 'failed' }],
    });
    expect((await call('DescribeEventBus', { Name: 'failed' })).output).toEqual({ Name: 'failed', Arn: busArn });
    expect(await call('DescribeRule', { Name: 'none', EventBusName: 'failed' })).toMatchObject({
      status: 400,
      output: { __type: 'ResourceNotFoundException', message: 'Rule none does not exist on EventBus failed.' },
    });
  });

  it('C38 tests patterns', async () => {
    const { call } = serviceFixture();
    const event = { id: '1', account: '1', source: 'a', time: '2026-03-23T12:00:00Z', region, 'detail-type': 't' };
    const test = (pattern: string) => call('TestEventPattern', { EventPattern: pattern, Event: JSON.stringify(event) });

    expect(await test('{"source":["a"]}')).toMatchObject({ status: 200, output: { Result: true } });
    expect(await test('{"source":["b"]}')).toMatchObject({ status: 200, output: { Result: false } });
    expect(await test('{"source":[]}')).toMatchObject({
      status: 400,
      output: { __type: 'InvalidEventPatternException' },
    });
    expect(await call('TestEventPattern', { EventPattern: '{"a":["a"]}', Event: '{}' })).toMatchObject({ status: 400 });
  });
});

describe('the EventBridge service', () => {
  it('accepts only requests for AWSEvents', () => {
    const { service } = serviceFixture();
    expect(service.signingName).toBe('events');
    expect(service.accepts(jsonCall('AWSEvents.ListArchives', {}))).toBe(true);
    expect(
      service.accepts({
        ...jsonCall('AWSEvents.ListArchives', {}),
        headers: [['x-amz-target', 'DynamoDB_20120810.Scan']],
      }),
    ).toBe(false);
  });

  it.each([
    ['PutEvents', { Entries: [entry(), entry()] }, busArn],
    ['PutEvents', { Entries: [{}] }, busArn.replace('failed', 'default')],
    ['PutEvents', { Entries: [entry({ EventBusName: busArn })] }, busArn],
    ['StartReplay', replayInput(), archiveArn],
    ['DescribeReplay', { ReplayName: 'again' }, `arn:aws:events:${region}:${accountId}:replay/again`],
    ['DescribeArchive', { ArchiveName: 'kept' }, archiveArn],
    ['DescribeRule', { Name: 'replay', EventBusName: 'failed' }, replayRule.arn],
    ['ListTargetsByRule', { Rule: 'replay' }, `arn:aws:events:${region}:${accountId}:rule/replay`],
    ['DescribeEventBus', { Name: 'failed' }, busArn],
    ['ListArchives', {}, '*'],
  ])('needs the permission for %s %j', (operation, input, resource) => {
    expect(serviceFixture().permission(operation, input)).toEqual({ action: `events:${operation}`, resource });
  });

  it('accepts entries for only one bus per request, so that it can check the permission', () => {
    const { permission } = serviceFixture();
    expect(() => permission('PutEvents', { Entries: [entry(), entry({ EventBusName: 'default' })] })).toThrow(
      'The local run only supports requests with entries for one event bus',
    );
  });

  it('names an unsupported operation', async () => {
    await expect(serviceFixture().call('CreateArchive')).rejects.toMatchObject({
      code: 'UnknownOperationException',
      message: expect.stringContaining('CreateArchive') as string,
    });
  });

  it('formats an error in its protocol', () => {
    const { service } = serviceFixture();
    const response = service.errorResponse({ status: 400, code: 'AccessDeniedException', message: 'No.' });
    expect(response).toMatchObject({ status: 400, body: '{"__type":"AccessDeniedException","message":"No."}' });
  });
});
