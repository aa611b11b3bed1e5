import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { queryAnswer, startFakeAws } from '../testing/fake-aws.ts';
import { countDroppedEvents, periodSeconds } from './count-dropped-events.ts';

const now = new Date('2026-11-22T12:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

describe('the period of the query', () => {
  it.each([
    ['a minute for an hour', 1, 0, 60],
    ['longer for a longer window, so that one response contains it all', 48, 0, 120],
    ['five minutes after 15 days', 15 * 24 + 1, 15 * 24, 300],
    ['an hour after 63 days', 63 * 24 + 1, 63 * 24, 3600],
    ['never without an end', 24 * 365 * 2, 0, 13 * 3600],
  ])('is %s', (_what, since, until, seconds) => {
    expect(periodSeconds({ since: ago(since), until: ago(until) }, now)).toBe(seconds);
  });
});

describe('countDroppedEvents', () => {
  beforeEach(() => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  });
  let aws: Awaited<ReturnType<typeof startFakeAws>> | undefined;
  afterEach(() => {
    aws?.stop();
    vi.unstubAllEnvs();
  });

  const functions = (...logicalIds: string[]) =>
    queryAnswer(
      'ListStackResources',
      `<StackResourceSummaries>${logicalIds
        .map(
          (id) =>
            `<member><ResourceType>AWS::Lambda::Function</ResourceType><LogicalResourceId>${id}</LogicalResourceId>` +
            `<PhysicalResourceId>jobs-dev-${id}</PhysicalResourceId></member>`,
        )
        .join('')}</StackResourceSummaries>`,
    );

  async function count(...logicalIds: string[]) {
    const asked: string[] = [];
    aws = await startFakeAws({
      ListStackResources: functions(...logicalIds),
      GetMetricStatistics: (body) => {
        asked.push(body);
        return { body: { Datapoints: [{ Sum: 2 }, { Sum: 1 }] } };
      },
    });
    vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
    const cloudFormation = new CloudFormationClient({ region: 'eu-west-1' });
    const window = { since: ago(1), until: now };
    const signal = AbortSignal.timeout(10_000);
    const number = await countDroppedEvents({
      region: 'eu-west-1',
      cloudFormation,
      stackName: 'jobs-dev',
      window,
      signal,
    });
    return { number, asked };
  }

  it('adds up the events that the error handler dropped, minute by minute', async () => {
    const { number, asked } = await count('ProcessingProcessorFunction1', 'ProcessingErrorHandlerFunction2');
    expect(number).toBe(3);
    expect(asked.map((body) => JSON.parse(body) as object)).toMatchObject([
      {
        MetricName: 'AsyncEventsDropped',
        Dimensions: [{ Name: 'FunctionName', Value: 'jobs-dev-ProcessingErrorHandlerFunction2' }],
        Statistics: ['Sum'],
      },
    ]);
  });

  it('fails if there is no error handler', async () => {
    await expect(count('ProcessingProcessorFunction1')).rejects.toThrow('The stack jobs-dev has no error handler.');
  });
});
