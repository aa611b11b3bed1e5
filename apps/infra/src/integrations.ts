import { stringConstraints, type OperationId } from '@jobs/contract';
import { Aws } from 'aws-cdk-lib';
import {
  AwsIntegration,
  LambdaIntegration,
  PassthroughBehavior,
  type Integration,
  type IntegrationResponse,
} from 'aws-cdk-lib/aws-apigateway';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { mappingTemplate, type TemplateValues } from './mapping-template.ts';

export interface IntegrationTargets {
  readonly processor: IFunction;
  readonly tableName: string;
  /** The role with which the gateway reads the table. */
  readonly readRole: IRole;
  /** How long a job can have no record and still be to come, in milliseconds. */
  readonly longestPendingMs: number;
}

/** What stands behind each operation of the contract. An operation without an entry does not compile. */
export function integrations(targets: IntegrationTargets): Record<OperationId, Integration> {
  return { submitJob: submitJob(targets), getJob: getJob(targets) };
}

/** Queues the job: an asynchronous invocation, so that no function stands in the request's path (A46-A48). */
function submitJob({ processor }: IntegrationTargets): Integration {
  const { pattern, maxLength } = stringConstraints.IdempotencyKey;
  const keyRules = { keyPattern: pattern, longestKey: maxLength };
  return new LambdaIntegration(processor, {
    proxy: false,
    allowTestInvoke: false,
    passthroughBehavior: PassthroughBehavior.NEVER,
    requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
    requestTemplates: json(['job-id', 'submit-job.request'], keyRules),
    integrationResponses: [response(202, ['job-id', 'submit-job.response'], keyRules)],
  });
}

/** Reads the job straight from the table (A90). */
function getJob({ tableName, readRole, longestPendingMs }: IntegrationTargets): Integration {
  return new AwsIntegration({
    service: 'dynamodb',
    action: 'GetItem',
    region: Aws.REGION,
    options: {
      credentialsRole: readRole,
      passthroughBehavior: PassthroughBehavior.NEVER,
      requestTemplates: json(['get-job.request'], { tableName }),
      integrationResponses: [
        response(200, ['get-job.response'], {
          generatedIdPattern: stringConstraints.GeneratedJobId.pattern,
          longestPendingMs,
        }),
        { ...response(500, ['get-job.refused']), selectionPattern: String.raw`4\d{2}` },
        { ...response(503, ['get-job.unavailable']), selectionPattern: String.raw`5\d{2}` },
      ],
    },
  });
}

function response(status: number, templates: readonly string[], values: TemplateValues = {}): IntegrationResponse {
  return { statusCode: String(status), responseTemplates: json(templates, values) };
}

function json(templates: readonly string[], values: TemplateValues = {}): Record<string, string> {
  return { 'application/json': mappingTemplate(templates, values) };
}
