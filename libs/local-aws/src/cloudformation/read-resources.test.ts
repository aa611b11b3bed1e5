import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { loadStack } from './cloud-assembly.ts';
import { readResources } from './read-resources.ts';
import { resourceType, resourceTypesByName } from './resource-type.ts';
import { writeAssembly } from './testing/write-assembly.ts';

/** As strict as the services' own resource types. */
const tableType = resourceType({
  type: 'AWS::DynamoDB::Table',
  properties: z.strictObject({
    AttributeDefinitions: z.array(z.unknown()),
    KeySchema: z.array(z.unknown()),
    BillingMode: z.literal('PAY_PER_REQUEST'),
    TimeToLiveSpecification: z.optional(z.strictObject({ AttributeName: z.string(), Enabled: z.boolean() })),
  }),
  identify: ({ physicalName, arn }) => ({
    ref: physicalName(),
    attributes: { Arn: arn('dynamodb', `table/${physicalName()}`) },
  }),
});

const account = { accountId: '000000000000', region: 'eu-west-1' };
const read = (Resources: object, Outputs: object = {}) =>
  readResources(loadStack(writeAssembly({ Resources, Outputs }), 'test'), account, resourceTypesByName([tableType]));

const table = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  },
};

describe('readResources', () => {
  it('names each resource as CloudFormation does, with the same result each time', () => {
    const [first] = read({ Jobs: table }).ofType(tableType);
    const [second] = read({ Jobs: table }).ofType(tableType);
    expect(first?.identity.ref).toMatch(/^test-Jobs-[A-Z0-9]{12}$/);
    expect(second?.identity).toEqual(first?.identity);
    expect(first?.identity.attributes.Arn).toBe(
      `arn:aws:dynamodb:eu-west-1:000000000000:table/${first?.identity.ref ?? ''}`,
    );
  });

  it('resolves outputs that refer to resources', () => {
    const { outputs } = read({ Jobs: table }, { Table: { Value: { Ref: 'Jobs' }, Description: 'Where jobs are' } });
    expect(outputs).toEqual([
      { key: 'Table', value: expect.stringMatching(/^test-Jobs-/) as string, description: 'Where jobs are' },
    ]);
  });

  it.each([
    [
      'a resource type',
      { Events: { Type: 'AWS::Kinesis::Stream' } },
      /Events\.Type: AWS::Kinesis::Stream is not supported/,
    ],
    [
      'a property',
      { Jobs: { ...table, Properties: { ...table.Properties, LocalSecondaryIndexes: [] } } },
      /Jobs\.Properties\.LocalSecondaryIndexes: is not supported/,
    ],
    [
      'a property inside another',
      {
        Jobs: {
          ...table,
          Properties: { ...table.Properties, TimeToLiveSpecification: { AttributeName: 'x', Enabled: true, After: 1 } },
        },
      },
      /Jobs\.Properties\.TimeToLiveSpecification\.After: is not supported/,
    ],
    [
      'a value',
      { Jobs: { ...table, Properties: { ...table.Properties, BillingMode: 'PROVISIONED' } } },
      /Jobs\.Properties\.BillingMode: has a value/,
    ],
  ])('rejects %s that it does not support', (_what, resources, message) => {
    expect(() => read(resources)).toThrow(message);
  });
});
