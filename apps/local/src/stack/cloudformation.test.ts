import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '@jobs/local-aws/kernel';
import { createCloudFormationService } from './cloudformation.ts';

const id = 'arn:aws:cloudformation:eu-west-1:000000000000:stack/jobs-dev/1';
const service = createCloudFormationService({
  stack: {
    name: 'jobs-dev',
    id,
    description: 'Jobs <dev>',
    creationTime: Date.parse('2026-11-22T12:00:00Z'),
    outputs: [
      { key: 'JobsApiEndpoint', value: 'http://127.0.0.1:4566/dev/', description: 'the API' },
      { key: 'JobsTable', value: 'Jobs & more' },
    ],
  },
});
const caller = { accountId: '0', accessKeyId: 'AKIA', principalId: 'AIDA', arn: 'arn:aws:iam::0:user/a' };

const post = (parameters: Record<string, string>): HttpRequest => ({
  method: 'POST',
  path: '/',
  query: '',
  headers: [['content-type', 'application/x-www-form-urlencoded; charset=utf-8']],
  body: Buffer.from(new URLSearchParams({ Version: '2010-05-15', ...parameters }).toString()),
  sourceIp: '127.0.0.1',
});
const describeStacks = (parameters: Record<string, string>) =>
  service.handle(post({ Action: 'DescribeStacks', ...parameters }), caller);

describe('DescribeStacks', () => {
  it.each([{}, { StackName: 'jobs-dev' }, { StackName: id }])('describes the stack for %j', async (asked) => {
    const { status, body } = await describeStacks(asked);

    expect(status).toBe(200);
    expect(body).toContain(
      `<DescribeStacksResult><Stacks><member><StackId>${id}</StackId><StackName>jobs-dev</StackName>` +
        '<Description>Jobs &#60;dev&#62;</Description><CreationTime>2026-11-22T12:00:00.000Z</CreationTime>' +
        '<StackStatus>CREATE_COMPLETE</StackStatus>',
    );
    expect(body).toContain(
      '<Outputs><member><OutputKey>JobsApiEndpoint</OutputKey><OutputValue>http://127.0.0.1:4566/dev/</OutputValue>' +
        '<Description>the API</Description></member>' +
        '<member><OutputKey>JobsTable</OutputKey><OutputValue>Jobs &#38; more</OutputValue></member></Outputs>',
    );
  });

  it('rejects an unknown stack name', async () => {
    await expect(describeStacks({ StackName: 'other' })).rejects.toMatchObject({
      status: 400,
      code: 'ValidationError',
      message: 'Stack with id other does not exist',
    });
  });

  it('requires the permission on the stack, or on all stacks if none is named', () => {
    const action = 'cloudformation:DescribeStacks';

    expect(service.permission(post({ Action: 'DescribeStacks', StackName: 'jobs-dev' }))).toEqual({
      action,
      resource: id,
    });
    expect(service.permission(post({ Action: 'DescribeStacks' }))).toEqual({ action, resource: '*' });
  });
});
