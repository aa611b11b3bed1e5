import { describe, expect, it } from 'vitest';
import { loadStack, readResources } from '@jobs/local-aws/cloudformation';
import { functionPermissions } from '@jobs/local-aws/lambda';
import { writeAssembly } from '@jobs/local-aws/testing/cloudformation';
import { createFunctionPolicies } from './function-policies.ts';
import { stackResourceTypes } from './resource-types.ts';

const types = stackResourceTypes({
  secrets: undefined,
  parameters: undefined,
  topics: undefined,
  pipes: undefined,
}).all;

const account = { accountId: '000000000000', region: 'eu-west-1' };
const read = (resources: object) =>
  readResources(loadStack(writeAssembly({ Resources: resources }), 'test'), account, types);

const FunctionName = { Ref: 'Worker' };
const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:worker';
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
};

describe('the resource policy of a function', () => {
  const allowedBy = (permitted: unknown) => {
    const Permission = {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: permitted,
        Principal: 'events.amazonaws.com',
        SourceArn: 'arn:rule',
      },
    };
    const policies = createFunctionPolicies(functionPermissions(read({ ...stack, Permission })), account.accountId);
    return ['', ':1', ':live'].filter((qualifier) =>
      policies.allows(`${functionArn}${qualifier}`, 'events.amazonaws.com', 'arn:rule'),
    );
  };

  it.each([
    ['the function', { Ref: 'Worker' }, ['']],
    ['the ARN of the function', { 'Fn::GetAtt': ['Worker', 'Arn'] }, ['']],
    ['its version', { Ref: 'Version' }, [':1']],
    ['its alias', { Ref: 'Live' }, [':live']],
    ['its alias, with the name of the function', 'worker:live', [':live']],
  ])('a permission for %s applies to nothing else', (_what, permitted, allowed) => {
    expect(allowedBy(permitted)).toEqual(allowed);
  });
});
