import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../kernel/testing/manual-clock.ts';
import { type Authorize, ServiceError } from '../../wire/index.ts';
import { jsonCall, localUser } from '../../wire/testing/json-call.ts';
import type { ParameterDefinition } from '../engine/parameter-definition.ts';
import { createParameters, createSsmService } from '../index.ts';

const owner = { region: 'eu-west-1', accountId: '000000000000' };
const definitionOf = (name: string, value: string): ParameterDefinition => ({
  name,
  value,
  type: 'String',
  tier: 'Standard',
});

function prepare(definitions: readonly ParameterDefinition[] = [], authorize: Authorize = () => ({ allowed: true })) {
  const clock = new ManualClock();
  const parameters = createParameters(definitions, { ...owner, clock });
  const service = createSsmService(parameters, { clock, authorize, explainMissing: (name) => `Add ${name}.` });
  const call = async (operation: string, input: object = {}) => {
    const { body } = await service.handle(jsonCall(`AmazonSSM.${operation}`, input), localUser);
    return JSON.parse(body.toString()) as Record<string, unknown>;
  };
  const rejection = async (operation: string, input: object) => {
    const error = await call(operation, input).catch((reason: unknown) => reason);
    return error instanceof ServiceError ? [error.code, error.message] : ['not rejected', JSON.stringify(error)];
  };
  const namesBelow = async (Path: string, Recursive: boolean) => {
    const { Parameters } = await call('GetParametersByPath', { Path, Recursive });
    return (Parameters as { Name: string }[]).map(({ Name }) => Name);
  };
  return { parameters, call, rejection, namesBelow };
}

describe('parameters', () => {
  it('are found below a path, directly below it or at any depth', async () => {
    const { namesBelow } = prepare(['/a/b', '/a/b/c', '/ab', 'top'].map((name) => definitionOf(name, 'x')));
    expect(await namesBelow('/a', false)).toEqual(['/a/b']);
    expect(await namesBelow('/a/', true)).toEqual(['/a/b', '/a/b/c']);
    expect(await namesBelow('/', false)).toEqual(['/ab', 'top']);
    expect(await namesBelow('/', true)).toEqual(['/a/b', '/a/b/c', '/ab', 'top']);
  });

  it('keep only the newest 100 versions', async () => {
    const { call, rejection } = prepare();
    for (let version = 1; version <= 101; version++) {
      await call('PutParameter', { Name: 'a', Value: String(version), Type: 'String', Overwrite: version > 1 });
    }
    const [code] = await rejection('GetParameter', { Name: 'a:1' });
    expect(code).toBe('ParameterVersionNotFound');
    expect(await call('GetParameter', { Name: 'a:2' })).toMatchObject({ Parameter: { Value: '2', Selector: ':2' } });
    expect(await call('GetParameter', { Name: 'a' })).toMatchObject({ Parameter: { Value: '101', Version: 101 } });
  });

  it('have ARNs with a single slash before the name, and are found by them, also with a version', async () => {
    const { call } = prepare([definitionOf('/a/b', 'deep'), definitionOf('flat', 'x')]);
    const arn = 'arn:aws:ssm:eu-west-1:000000000000:parameter';
    expect(await call('GetParameter', { Name: `${arn}/a/b:1` })).toMatchObject({ Parameter: { Value: 'deep' } });
    expect(await call('GetParameter', { Name: 'flat' })).toMatchObject({ Parameter: { ARN: `${arn}/flat` } });
  });

  it("keep a value set by a call until the stack's value changes", async () => {
    const { call, parameters } = prepare([definitionOf('a', 'one')]);
    await call('PutParameter', { Name: 'a', Value: 'put', Overwrite: true });
    parameters.define([definitionOf('a', 'one')]);
    expect(await call('GetParameter', { Name: 'a' })).toMatchObject({ Parameter: { Value: 'put', Version: 2 } });
    parameters.define([definitionOf('a', 'two')]);
    expect(await call('GetParameter', { Name: 'a' })).toMatchObject({ Parameter: { Value: 'two', Version: 3 } });
    parameters.define([]);
    expect(await call('DescribeParameters')).toEqual({ Parameters: [] });
  });
});

describe('a request', () => {
  it.each([
    ['GetParameter', { Name: '/none' }, 'ParameterNotFound', 'Add /none.'],
    ['GetParameter', { Name: 'arn:aws:ssm:a:1:parameter/none' }, 'ParameterNotFound', 'Add /none.'],
    ['LabelParameterVersion', {}, 'UnknownOperationException', /^The local run does not support the operation Label/],
    ['PutParameter', { Name: 'a', Value: 'hidden', Policies: '[]' }, 'ValidationException', /^The local run does not/],
    ['GetParameters', { Names: [] }, 'ValidationException', /^Names: /],
    [
      'DescribeParameters',
      { ParameterFilters: [{ Key: 'DataType' }] },
      'InvalidFilterKey',
      /Name, Type, Tier and Path/,
    ],
    ['GetParametersByPath', { Path: '/', NextToken: 'x' }, 'InvalidNextToken', /not valid/],
  ])('%s %j is rejected', async (operation, input, code, message) => {
    const { rejection } = prepare();
    const found = await rejection(operation, input);
    expect(found).toEqual([code, typeof message === 'string' ? message : expect.stringMatching(message)]);
    expect(found[1]).not.toContain('hidden');
  });

  it('requires the permission on each of its parameters', async () => {
    const { rejection } = prepare([definitionOf('/a', 'x'), definitionOf('/b', 'x')], (_, { resource }) =>
      resource.endsWith('/a') ? { allowed: true } : { allowed: false, reason: 'because' },
    );
    expect(await rejection('GetParameters', { Names: ['/a', '/b'] })).toEqual([
      'AccessDeniedException',
      expect.stringMatching(/ssm:GetParameters on resource: arn:aws:ssm:eu-west-1:000000000000:parameter\/b because$/),
    ]);
  });
});
