import type { Template } from 'aws-cdk-lib/assertions';
import {
  CfnGatewayResponse,
  CfnMethod,
  CfnModel,
  CfnRequestValidator,
  CfnResource,
  CfnRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { describe, expect, it } from 'vitest';
import type { JobsStack } from '../jobs-stack.ts';
import { parseStage } from '../stages/stage-settings.ts';
import { settingsOf, synthesize } from '../testing/synthesize.ts';

type Type<Part> = abstract new (...parameters: never[]) => Part;

/** Changes the first construct of a type, as a change to the contract or the stack would. */
const change =
  <Part extends IConstruct>(type: Type<Part>, by: (part: Part) => void) =>
  (stack: JobsStack) => {
    const part = stack.node.findAll().find((construct) => construct instanceof type);
    by(part as Part);
  };

function findDeployment(template: Template): [logicalId: string, dependsOn: readonly string[]] {
  const deployments = Object.entries(template.findResources('AWS::ApiGateway::Deployment'));
  expect(deployments).toHaveLength(1);
  const [[logicalId, { DependsOn }]] = deployments as [[string, { DependsOn: string[] }]];
  return [logicalId, DependsOn];
}

describe('the deployment of the API', () => {
  const [before, dependsOn] = findDeployment(synthesize('dev'));

  it('stays the same while nothing changes', () => {
    expect(findDeployment(synthesize('dev'))[0]).toBe(before);
  });

  it.each<[string, (stack: JobsStack) => void]>([
    ['a request model', change(CfnModel, (model) => (model.schema = { type: 'object' }))],
    ['a validator', change(CfnRequestValidator, (each) => (each.name = 'other'))],
    ['which requests are validated', change(CfnMethod, (method) => (method.requestValidatorId = undefined))],
    ['the model of a body', change(CfnMethod, (method) => (method.requestModels = {}))],
    ['which parameters are required', change(CfnMethod, (method) => (method.requestParameters = {}))],
    ['who may call a method', change(CfnMethod, (method) => (method.authorizationType = 'CUSTOM'))],
    ['the response of a method', change(CfnMethod, (method) => (method.methodResponses = []))],
    ['the integration of a method', change(CfnMethod, (method) => (method.integration = { type: 'MOCK' }))],
    ['the text of an error', change(CfnGatewayResponse, (each) => (each.responseTemplates = {}))],
    ['the status of an error', change(CfnGatewayResponse, (each) => (each.statusCode = '418'))],
    ['a path', change(CfnResource, (resource) => (resource.pathPart = 'work'))],
    ['the resource policy', change(CfnRestApi, (api) => (api.policy = { Version: '2012-10-17', Statement: [] }))],
  ])('is a new one when %s changes', (_what, by) => {
    expect(findDeployment(synthesize('dev', settingsOf('dev'), by))[0]).not.toBe(before);
  });

  it('is a new one for each setting that changes the behaviour of the API', () => {
    const ids = [
      { processor: { timeoutSeconds: 60 } },
      { api: { allowedOrigins: ['https://app.example.com'] } },
      { api: { accounts: ['111111111111'] } },
      { api: { cidrs: ['192.0.2.0/24'] } },
    ].map((settings) => findDeployment(synthesize('dev', parseStage('dev', settings)))[0]);
    expect(new Set([before, ...ids])).toHaveLength(5);
  });

  it('is created after everything that it is a snapshot of', () => {
    const parts = Object.entries(synthesize('dev').toJSON().Resources as Record<string, { Type: string }>)
      .filter(([, { Type }]) =>
        /^AWS::ApiGateway::(?:Method|Model|RequestValidator|GatewayResponse|Resource)$/.test(Type),
      )
      .map(([logicalId]) => logicalId);
    expect(parts.length).toBeGreaterThan(8);
    expect(dependsOn).toEqual(expect.arrayContaining(parts));
  });
});
