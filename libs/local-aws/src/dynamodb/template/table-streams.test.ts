import { describe, expect, it } from 'vitest';
import { loadStack, readResources, resourceTypesByName } from '../../cloudformation/index.ts';
import { writeAssembly } from '../../cloudformation/testing/write-assembly.ts';
import { dynamoDbResourceTypes } from './resource-types.ts';
import { tableDefinitions } from './table-definitions.ts';

const account = { accountId: '000000000000', region: 'eu-west-1' };

/** Reads a table, and an output with the ARN of its stream. */
function read(StreamSpecification?: object) {
  const Jobs = {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'Jobs',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      ...(StreamSpecification && { StreamSpecification }),
    },
  };
  const template = { Resources: { Jobs }, Outputs: { Stream: { Value: { 'Fn::GetAtt': ['Jobs', 'StreamArn'] } } } };
  return readResources(loadStack(writeAssembly(template), 'test'), account, resourceTypesByName(dynamoDbResourceTypes));
}

describe('the stream of a table in a template', () => {
  it('has an ARN', () => {
    const resources = read({ StreamViewType: 'NEW_IMAGE' });
    expect(tableDefinitions(resources)).toMatchObject([{ name: 'Jobs', streamViewType: 'NEW_IMAGE' }]);
    expect(resources.outputs[0]?.value).toMatch(/^arn:aws:dynamodb:eu-west-1:000000000000:table\/Jobs\/stream\/2026/);
  });

  it('is absent without a specification', () => {
    expect(() => read()).toThrow(/Outputs\.Stream.*: .*StreamArn/);
  });

  it.each([
    [{ StreamViewType: 'ALL' }, /Jobs\.Properties\.StreamSpecification\.StreamViewType: /],
    [
      { StreamViewType: 'NEW_IMAGE', ResourcePolicy: {} },
      /Jobs\.Properties\.StreamSpecification\.ResourcePolicy: is not/,
    ],
  ])('is rejected with %j', (specification, message) => {
    expect(() => read(specification)).toThrow(message);
  });
});
