import { Aws } from 'aws-cdk-lib';
import {
  AwsIntegration,
  type Integration,
  type IntegrationResponse,
  LambdaIntegration,
  MockIntegration,
  PassthroughBehavior,
} from 'aws-cdk-lib/aws-apigateway';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { OperationId } from '@jobs/contract';
import { type Cors, integrationHeaders } from './cors.ts';
import { getJobTemplates, submitJobTemplates } from './operation-templates.ts';

export interface IntegrationTargets {
  readonly processor: IFunction;
  readonly tableName: string;
  /** The role with which the gateway reads the table. */
  readonly gatewayReadRole: IRole;
  /** How long a job can have no record and still be to come, in milliseconds. */
  readonly longestPendingMs: number;
  readonly cors: Cors;
}

/** What stands behind each operation of the contract. An operation without an entry does not compile. */
export function integrations(targets: IntegrationTargets): Record<OperationId, Integration> {
  return { submitJob: submitJob(targets), getJob: getJob(targets) };
}

/**
 * Queues the job: an asynchronous invocation, so that no function stands in the request's path (docs/facts/a.md#a46 to
 * #a48).
 */
function submitJob({ processor, cors }: IntegrationTargets): Integration {
  const { request, response } = submitJobTemplates();
  return new LambdaIntegration(processor, {
    proxy: false,
    allowTestInvoke: false,
    passthroughBehavior: PassthroughBehavior.NEVER,
    requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
    requestTemplates: json(request),
    integrationResponses: [answer(cors, 202, response)],
  });
}

/** Reads the job straight from the table (docs/facts/a.md#a90). */
function getJob({ tableName, gatewayReadRole, longestPendingMs, cors }: IntegrationTargets): Integration {
  const { request, response, refused, unavailable } = getJobTemplates(tableName, longestPendingMs);
  return new AwsIntegration({
    service: 'dynamodb',
    action: 'GetItem',
    region: Aws.REGION,
    options: {
      credentialsRole: gatewayReadRole,
      passthroughBehavior: PassthroughBehavior.NEVER,
      requestTemplates: json(request),
      integrationResponses: [
        answer(cors, 200, response),
        { ...answer(cors, 500, refused), selectionPattern: String.raw`4\d{2}` },
        { ...answer(cors, 503, unavailable), selectionPattern: String.raw`5\d{2}` },
      ],
    },
  });
}

function answer(cors: Cors, status: number, template: string): IntegrationResponse {
  return {
    statusCode: String(status),
    responseTemplates: json(cors.template + template),
    ...integrationHeaders(cors.headers),
  };
}

/** Answers the question of a browser whether a page may call the methods of a resource. */
export function corsPreflight(cors: Cors, headers: Readonly<Record<string, string>>): Integration {
  return new MockIntegration({
    passthroughBehavior: PassthroughBehavior.NEVER,
    requestTemplates: json('{"statusCode": 200}'),
    integrationResponses: [
      {
        statusCode: '204',
        ...integrationHeaders(headers),
        ...(cors.template && { responseTemplates: json(cors.template) }),
      },
    ],
  });
}

function json(template: string): Record<string, string> {
  return { 'application/json': template };
}
