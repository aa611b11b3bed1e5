import { IntegrationFailure, type ServiceCall, type ServiceResponse } from '@jobs/local-aws/api-gateway';
import { type DynamoDb, dynamoDbResource } from '@jobs/local-aws/dynamodb';
import type { Iam } from '@jobs/local-aws/iam';
import { InvokeError, type Lambda } from '@jobs/local-aws/lambda';
import type { FunctionPolicies } from './function-policies.ts';

export interface IntegrationServices {
  readonly iam: Iam;
  readonly lambda: Lambda;
  readonly functionPolicies: FunctionPolicies;
  readonly dynamoDb: DynamoDb;
}

const apiGateway = 'apigateway.amazonaws.com';

/** Calls the AWS services behind the API's integrations, if policies allow the gateway to. */
export function createServiceCaller(services: IntegrationServices): (call: ServiceCall) => Promise<ServiceResponse> {
  return (call) => {
    mustAssume(services.iam, call.credentialsRoleArn);
    if (call.service === 'lambda') return invokeFunction(call, services);
    if (call.service === 'dynamodb') return callDynamoDb(call, services);
    throw new IntegrationFailure('Unreachable', `The local run does not support integrations with ${call.service}.`);
  };
}

async function invokeFunction(
  call: ServiceCall,
  { iam, lambda, functionPolicies }: IntegrationServices,
): Promise<ServiceResponse> {
  const functionArn = /^path\/2015-03-31\/functions\/(.+)\/invocations$/.exec(call.action)?.[1] ?? '';
  const allowed =
    call.credentialsRoleArn === undefined
      ? functionPolicies.allows(functionArn, apiGateway, call.sourceArn)
      : roleMay(iam, call.credentialsRoleArn, 'lambda:InvokeFunction', functionArn);
  if (!allowed) throw new IntegrationFailure('NotPermitted', `Invalid permissions on Lambda function ${functionArn}`);
  try {
    if (call.headers['x-amz-invocation-type'] === 'Event') {
      lambda.invokeEvent(functionArn, call.body);
      return { status: 202, headers: {}, body: '' };
    }
    const { payload, functionError } = await lambda.invoke(functionArn, call.body);
    return { status: 200, headers: {}, body: payload, ...(functionError !== undefined && { functionError }) };
  } catch (error) {
    if (error instanceof InvokeError) return { status: error.status, headers: {}, body: error.body };
    throw error;
  }
}

async function callDynamoDb(call: ServiceCall, { iam, dynamoDb }: IntegrationServices): Promise<ServiceResponse> {
  const operation = call.action.replace(/^action\//, '');
  const resource = dynamoDbResource(call.body, iam);
  const action = `dynamodb:${operation}`;
  if (resource !== undefined && !(call.credentialsRoleArn && roleMay(iam, call.credentialsRoleArn, action, resource))) {
    const message = `User: ${call.credentialsRoleArn ?? apiGateway} is not authorized to perform: ${action} on resource: ${resource}`;
    return {
      status: 400,
      headers: {},
      body: JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', Message: message }),
    };
  }
  return dynamoDb.call(operation, call.body);
}

/** @throws IntegrationFailure with the text of the gateway's execution log if the role does not trust it; the client gets a 500 */
function mustAssume(iam: Iam, roleArn: string | undefined): void {
  if (roleArn === undefined || iam.trusts(roleArn, apiGateway)) return;
  throw new IntegrationFailure(
    'NotPermitted',
    `API Gateway does not have permission to assume the provided role ${roleArn}`,
  );
}

const roleMay = (iam: Iam, roleArn: string, action: string, resourceArn: string): boolean =>
  iam.authorize({ roleArn }, action, resourceArn).allowed;
