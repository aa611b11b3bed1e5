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
import type { StageSettings } from '../stages/stage-settings.ts';
import { answerHeaders } from './answer-headers.ts';
import { type Cors, integrationHeaders } from './cors.ts';
import {
  cancelJobTemplates,
  getJobTemplates,
  listJobsTemplates,
  submitJobTemplates,
  type TableOperationTemplates,
  type TemplateSettings,
} from './operation-templates.ts';

export interface IntegrationTargets extends TemplateSettings {
  readonly processor: IFunction;
  /** The roles with which the gateway reads, lists and cancels jobs. */
  readonly roles: { readonly read: IRole; readonly list?: IRole | undefined; readonly cancel: IRole };
  readonly listing: StageSettings['api']['listing'];
  readonly cors: Cors;
}

/**
 * The integration of each operation of the contract; undefined for an operation that the stage does not have. An
 * operation without an entry does not compile.
 */
export function integrations(targets: IntegrationTargets): Record<OperationId, Integration | undefined> {
  const { roles, listing } = targets;
  return {
    submitJob: submitJob(targets),
    // Straight from the table (docs/facts/a.md#a90).
    getJob: tableOperation(targets, 'GetItem', roles.read, getJobTemplates(targets)),
    listJobs: roles.list && tableOperation(targets, 'Query', roles.list, listJobsTemplates(targets, listing === true)),
    cancelJob: tableOperation(targets, 'UpdateItem', roles.cancel, cancelJobTemplates(targets)),
  };
}

/**
 * Queues the job with an asynchronous invocation, so that no function is in the request path (docs/facts/a.md#a46 to
 * #a48).
 */
function submitJob({ processor, cors, isolation }: IntegrationTargets): Integration {
  const { request, response } = submitJobTemplates({ isolation });
  return new LambdaIntegration(processor, {
    proxy: false,
    allowTestInvoke: false,
    passthroughBehavior: PassthroughBehavior.NEVER,
    requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
    requestTemplates: json(request),
    integrationResponses: [answer(cors, 202, response)],
  });
}

/** A single call to DynamoDB. */
function tableOperation(
  { cors }: IntegrationTargets,
  action: string,
  credentialsRole: IRole,
  { request, response, refused, unavailable }: TableOperationTemplates,
): Integration {
  return new AwsIntegration({
    service: 'dynamodb',
    action,
    region: Aws.REGION,
    options: {
      credentialsRole,
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
    ...integrationHeaders({ ...answerHeaders, ...cors.headers }),
  };
}

/** Responds to a browser's CORS preflight for a resource. */
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
