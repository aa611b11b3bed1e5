import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { loadStack } from './cloud-assembly.ts';
import { readResources } from './read-resources.ts';
import { type ResourceType, resourceType, resourceTypesByName } from './resource-type.ts';
import type { TemplateValues } from './template-values.ts';
import { writeAssembly } from './testing/write-assembly.ts';

const thing = resourceType({
  type: 'Test::Thing',
  properties: z.strictObject({ Text: z.optional(z.string()) }),
  identify: ({ logicalId }) => ({ ref: `arn:aws:secretsmanager:r:1:secret:${logicalId}-AbCdEf`, attributes: {} }),
});
const inert: ResourceType = { ...thing, type: 'Test::Inert', properties: z.unknown(), isInert: true };
const types = resourceTypesByName([thing, inert]);

const values: TemplateValues = {
  secret: (id) =>
    ({ plain: 'text', 'arn:aws:secretsmanager:r:1:secret:Other-AbCdEf': '{"key":"value","number":5}' })[id],
  parameter: (name) => ({ '/a/b': 'parameter' })[name],
  explainMissing: (kind, name) => `Add the ${kind} ${name}.`,
};

function textOf(Text: unknown, template: object = {}, type = 'Test::Thing') {
  const Resources = { One: { Type: type, Properties: { Text } }, Other: { Type: 'Test::Thing' } };
  const stack = loadStack(writeAssembly({ Resources, ...template }), 'test');
  const account = { accountId: '000000000000', region: 'eu-west-1' };
  return readResources(stack, account, types, { values: () => values }).ofType(thing)[0]?.properties.Text;
}

describe('a dynamic reference', () => {
  const other = (rest: string) => ({ 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Other' }, rest]] });

  it.each([
    ['{{resolve:ssm:/a/b}}', 'parameter'],
    ['at {{resolve:ssm:/a/b:7}}, {{resolve:secretsmanager:plain}}', 'at parameter, text'],
    ['{{resolve:secretsmanager:plain:SecretString:::}}', 'text'],
    [other(':SecretString:key::}}'), 'value'],
    [other(':SecretString:number:AWSCURRENT:}}'), '5'],
    [other('}}'), '{"key":"value","number":5}'],
    ['{{resolve}} {{x}}', '{{resolve}} {{x}}'],
  ])('%j is %s', (text, expected) => {
    expect(textOf(text)).toBe(expected);
  });

  it.each([
    ['{{resolve:ssm:/none}}', 'One.Properties.Text: {{resolve:ssm:/none}} has no value here. Add the parameter /none.'],
    ['{{resolve:secretsmanager:none:SecretString:k}}', 'has no value here. Add the secret none.'],
    ['{{resolve:secretsmanager:plain:SecretString:k}}', "names the JSON key k, which the secret's value doesn't have"],
    ['{{resolve:secretsmanager:plain:SecretBinary}}', 'must refer to SecretString'],
    ['{{resolve:ssm-secure:/a/b}}', 'is a dynamic reference that the local run does not support'],
  ])('%s is rejected', (text, message) => {
    expect(() => textOf(text)).toThrow(message);
  });

  it('is ignored in a resource that has no effect locally', () => {
    expect(textOf('{{resolve:ssm:/none}}', {}, 'Test::Inert')).toBeUndefined();
  });
});

describe('a template parameter', () => {
  const parameter = (Default: string, Type = 'AWS::SSM::Parameter::Value<String>') => ({
    Parameters: { Value: { Type, Default } },
  });

  it('is the value of the parameter in Parameter Store', () => {
    expect(textOf({ Ref: 'Value' }, parameter('/a/b'))).toBe('parameter');
    expect(textOf({ 'Fn::Sub': '${Value}!' }, parameter('/a/b'))).toBe('parameter!');
  });

  it('needs a value only when something refers to it', () => {
    expect(textOf('text', parameter('/none'))).toBe('text');
    expect(() => textOf({ Ref: 'Value' }, parameter('/none'))).toThrow(
      'Unsupported template: Parameters.Value: the parameter /none has no value here. Add the parameter /none.',
    );
  });

  it('is rejected when its type is unsupported', () => {
    expect(() => textOf('x', parameter('x', 'String'))).toThrow('is not supported by the local run');
  });
});

describe('values that the stack itself defines', () => {
  const read = (texts: Record<string, string>) => {
    const Resources = Object.fromEntries(
      Object.entries(texts).map(([logicalId, Text]) => [logicalId, { Type: 'Test::Thing', Properties: { Text } }]),
    );
    const stack = loadStack(writeAssembly({ Resources }), 'test');
    const account = { accountId: '000000000000', region: 'eu-west-1' };
    return readResources(stack, account, types, {
      values: (resources) => ({
        ...values,
        parameter: (name) => resources.ofType(thing).find(({ logicalId }) => logicalId === name)?.properties.Text,
      }),
    }).ofType(thing);
  };

  it('are rejected when they refer to themselves', () => {
    expect(() => read({ One: '{{resolve:ssm:One}}' })).toThrow(
      'Unsupported template: One.Properties: refers to its own value.',
    );
  });
});
