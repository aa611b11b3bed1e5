import { describe, expect, it } from 'vitest';
import { loadStack, readResources, resourceTypesByName } from '../../cloudformation/index.ts';
import { writeAssembly } from '../../cloudformation/testing/write-assembly.ts';
import { functionQualifiers } from './function-qualifiers.ts';
import { lambdaResourceTypes } from './resource-types.ts';

const account = { accountId: '000000000000', region: 'eu-west-1' };
const read = (resources: object) =>
  readResources(
    loadStack(writeAssembly({ Resources: resources }), 'test'),
    account,
    resourceTypesByName(lambdaResourceTypes),
  );

const FunctionName = { Ref: 'Worker' };
const stack = {
  Worker: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: 'worker',
      Runtime: 'nodejs24.x',
      Handler: 'handler.handler',
      Code: { S3Bucket: 'b', S3Key: 'a.zip' },
      Role: 'arn:aws:iam::000000000000:role/worker',
    },
  },
  Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName } },
  Live: {
    Type: 'AWS::Lambda::Alias',
    Properties: { FunctionName, FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] }, Name: 'live' },
  },
  Asynchronous: {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: {
      FunctionName,
      Qualifier: { 'Fn::Select': [7, { 'Fn::Split': [':', { Ref: 'Live' }] }] },
      MaximumRetryAttempts: 0,
    },
  },
};

describe('the qualifiers of a function', () => {
  it('B13 are $LATEST, its version and its aliases, each with its own asynchronous configuration', () => {
    expect(functionQualifiers(read(stack), 'worker')).toEqual({
      $LATEST: { version: '$LATEST', asynchronous: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 } },
      '1': { version: '1', asynchronous: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 } },
      live: { version: '1', asynchronous: { maximumRetryAttempts: 0, maximumEventAgeSeconds: 21_600 } },
    });
  });

  it('are only those of the function itself', () => {
    expect(Object.keys(functionQualifiers(read(stack), 'other'))).toEqual(['$LATEST']);
  });

  it.each([
    ['FunctionVersion', { Live: { ...stack.Live, Properties: { ...stack.Live.Properties, FunctionVersion: '7' } } }],
    ['Qualifier', { Asynchronous: { ...stack.Asynchronous, Properties: { FunctionName, Qualifier: '7' } } }],
  ])('must exist when named by %s', (property, resources) => {
    expect(() => functionQualifiers(read({ ...stack, ...resources }), 'worker')).toThrow(
      new RegExp(`Properties\\.${property}: the function has no version or alias 7`),
    );
  });
});
