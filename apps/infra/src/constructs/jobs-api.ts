import { operations, requestModels, type OperationId } from '@jobs/contract';
import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  CfnRestApi,
  EndpointAccessMode,
  EndpointType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  Model,
  RequestValidator,
  ResponseType,
  RestApi,
  SecurityPolicy,
  type IModel,
  type JsonSchema,
} from 'aws-cdk-lib/aws-apigateway';
import { AccountPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { corsOf, gatewayResponseHeaders, methodHeaders, type Cors } from '../cors.ts';
import { integrations, preflight } from '../integrations.ts';
import { suppress, wildcardResource } from '../suppress.ts';
import type { JobsTable } from './jobs-table.ts';

export interface JobsApiProps {
  readonly stageName: string;
  readonly processor: IFunction;
  readonly jobs: JobsTable;
  /** How long a job can have no record and still be to come, in milliseconds. */
  readonly longestPendingMs: number;
  /** Requests a second, and how many at once, over all callers. */
  readonly rateLimit: number;
  readonly burstLimit: number;
  /** The origins of web pages that may call the API; none, or `*` alone for all. */
  readonly allowedOrigins: readonly string[];
  /** Sets the role with which API Gateway writes logs, for the account in the region. */
  readonly setAccountLogRole: boolean;
  readonly logRetention: RetentionDays;
  /** Encrypts the access logs. */
  readonly logKey: Key;
}

/** The REST API: every operation of the contract, for principals that IAM lets in. */
export class JobsApi extends Construct {
  readonly api: RestApi;
  /** May call all operations; any principal of the account may assume it that is allowed to. */
  readonly invokeRole: Role;

  constructor(scope: Construct, id: string, props: JobsApiProps) {
    super(scope, id);
    this.api = this.createApi(props);
    const cors = corsOf(props.allowedOrigins);
    this.addOperations(props, cors);
    this.addPreflights(cors);
    this.addGatewayResponses(cors);
    this.invokeRole = this.createInvokeRole();
  }

  private createApi(props: JobsApiProps): RestApi {
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      retention: props.logRetention,
      encryptionKey: props.logKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const api = new RestApi(this, 'RestApi', {
      restApiName: Stack.of(this).stackName,
      description: 'Jobs API',
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: props.setAccountLogRole,
      deployOptions: {
        stageName: props.stageName,
        accessLogDestination: new LogGroupLogDestination(accessLogs),
        accessLogFormat: AccessLogFormat.jsonWithStandardFields(),
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        tracingEnabled: true,
        metricsEnabled: true,
        throttlingRateLimit: props.rateLimit,
        throttlingBurstLimit: props.burstLimit,
      },
    });
    // The construct adds an output of its own; ours have stable names.
    api.node.tryRemoveChild('Endpoint');
    // The construct has no properties for these. Without them clients could speak TLS 1.0.
    const resource = api.node.defaultChild as CfnRestApi;
    resource.securityPolicy = SecurityPolicy.TLS13_1_2_PFS_PQ_2025_09;
    resource.endpointAccessMode = EndpointAccessMode.STRICT;
    this.addExecutionLogs(api, props);
    suppress(api.deploymentStage, {
      'AwsSolutions-APIG3':
        'Every request is signed by a principal of IAM and throttled. A web ACL costs more than it saves until `api.webAcl` is set.',
      CKV_AWS_120: 'The status of a job must be the current one, and reads are cheap.',
    });
    const logRole = api.node.tryFindChild('CloudWatchRole');
    if (logRole)
      suppress(logRole, {
        [`AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]`]:
          'The role is one for all APIs of the account and region, and this is the policy that AWS has made for it.',
      });
    return api;
  }

  /** The group that API Gateway would make itself when the stage first has something to log, unencrypted and for ever. */
  private addExecutionLogs(api: RestApi, props: JobsApiProps): void {
    const logs = new LogGroup(this, 'ExecutionLogs', {
      logGroupName: `API-Gateway-Execution-Logs_${api.restApiId}/${props.stageName}`,
      retention: props.logRetention,
      encryptionKey: props.logKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    api.deploymentStage.node.addDependency(logs);
  }

  private addOperations(props: JobsApiProps, cors: Cors): void {
    // Without aws:SourceAccount: API Gateway does not send it when it assumes the role of an integration, so that every
    // request would fail (github.com/aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws/pull/479).
    const readRole = new Role(this, 'ReadRole', {
      description: 'The API reads jobs with it',
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
    });
    props.jobs.grantRead(readRole);

    const targets = integrations({
      processor: props.processor,
      tableName: props.jobs.table.tableName,
      readRole,
      longestPendingMs: props.longestPendingMs,
      cors,
    });
    const validator = new RequestValidator(this, 'Validator', {
      restApi: this.api,
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    const models = this.createModels();
    for (const operationId of operationIds) {
      const operation: OperationDescription = operations[operationId];
      if (!Object.hasOwn(targets, operationId)) {
        throw new Error(
          `The operation ${operationId} of openapi.yaml has no integration in apps/infra/src/integrations.ts.`,
        );
      }
      const method = this.api.root.resourceForPath(operation.path).addMethod(operation.method, targets[operationId], {
        operationName: operationId,
        authorizationType: AuthorizationType.IAM,
        requestValidator: validator,
        requestParameters: requestParameters(operation),
        ...(operation.requestModel && {
          requestModels: { 'application/json': modelOf(models, operation.requestModel) },
        }),
        methodResponses: operation.statuses.map((status) => ({
          statusCode: String(status),
          ...methodHeaders(cors.headers),
        })),
      });
      suppress(method, { 'AwsSolutions-COG4': 'Callers are principals of IAM, not users of a Cognito pool.' });
    }
  }

  /** Preflights come unsigned (A87). */
  private addPreflights(cors: Cors): void {
    if (!cors.preflightHeaders) return;
    const methods = Map.groupBy(operationIds, (id) => operations[id].path);
    for (const [path, ids] of methods) {
      const headers = { ...cors.headers, ...cors.preflightHeaders(ids.map((id) => operations[id].method)) };
      const method = this.api.root.resourceForPath(path).addMethod('OPTIONS', preflight(cors, headers), {
        authorizationType: AuthorizationType.NONE,
        methodResponses: [{ statusCode: '204', ...methodHeaders(headers) }],
      });
      const reason = 'Browsers do not sign preflights, and what answers is a mock that knows nothing.';
      suppress(method, { 'AwsSolutions-APIG4': reason, 'AwsSolutions-COG4': reason, CKV_AWS_59: reason });
    }
  }

  /** The request models of the contract. */
  private createModels(): Map<string, IModel> {
    return new Map(
      Object.entries(requestModels).map(([name, schema]) => [
        name,
        new Model(this, `${name}Model`, {
          restApi: this.api,
          modelName: name,
          contentType: 'application/json',
          schema: schema as unknown as JsonSchema,
        }),
      ]),
    );
  }

  /** Every error has the form of the contract: `message`, and `details` where the body is refused (A21-A24, A34). */
  private addGatewayResponses(cors: Cors): void {
    const message = '"message": $context.error.messageString';
    const headers = gatewayResponseHeaders(cors.errorHeaders);
    const template = (body: string) => ({ ...headers, templates: { 'application/json': `{${body}}` } });
    this.api.addGatewayResponse('AccessDenied', { type: ResponseType.ACCESS_DENIED, ...template(message) });
    this.api.addGatewayResponse('BadRequestBody', {
      type: ResponseType.BAD_REQUEST_BODY,
      ...template(`${message}, "details": "$context.error.validationErrorString"`),
    });
    // A service behind the gateway that can't be reached is to be tried again, as 503 tells.
    const unavailable = {
      ...template('"message": "The service is overloaded. Try again later."'),
      statusCode: '503',
      responseHeaders: { ...headers.responseHeaders, 'Retry-After': "'1'" },
    };
    this.api.addGatewayResponse('IntegrationFailed', { type: ResponseType.INTEGRATION_FAILURE, ...unavailable });
    this.api.addGatewayResponse('IntegrationTimedOut', { type: ResponseType.INTEGRATION_TIMEOUT, ...unavailable });
    if (!headers.responseHeaders) return;
    this.api.addGatewayResponse('Refused', { type: ResponseType.DEFAULT_4XX, ...headers });
    this.api.addGatewayResponse('Failed', { type: ResponseType.DEFAULT_5XX, ...headers });
  }

  private createInvokeRole(): Role {
    const role = new Role(this, 'InvokeRole', {
      description: 'May call the Jobs API',
      assumedBy: new AccountPrincipal(Stack.of(this).account),
    });
    const methods = operationIds.map((id) => this.methodArn(operations[id]));
    role.addToPolicy(new PolicyStatement({ actions: ['execute-api:Invoke'], resources: methods }));
    for (const arn of methods.filter((method) => method.includes('*'))) {
      suppress(role, { [wildcardResource(this, arn)]: 'A path parameter: the id of any job.' });
    }
    return role;
  }

  private methodArn({ method, path }: OperationDescription): string {
    return Stack.of(this).formatArn({
      service: 'execute-api',
      resource: this.api.restApiId,
      resourceName: `${this.api.deploymentStage.stageName}/${method}${path.replaceAll(/\{[^}]+\}/g, '*')}`,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }
}

/** An entry of the contract's table of operations. */
interface OperationDescription {
  readonly method: string;
  readonly path: string;
  readonly requestModel?: string;
  readonly headers: Readonly<Record<string, boolean>>;
  readonly query: Readonly<Record<string, boolean>>;
  readonly pathParameters: Readonly<Record<string, boolean>>;
  readonly statuses: readonly number[];
}

const operationIds = Object.keys(operations) as OperationId[];

/** Name of a parameter as the gateway spells it -> whether it is required. */
function requestParameters({ headers, query, pathParameters }: OperationDescription): Record<string, boolean> {
  const named = (place: string, parameters: Readonly<Record<string, boolean>>) =>
    Object.entries(parameters).map(([name, required]) => [`method.request.${place}.${name}`, required] as const);
  return Object.fromEntries([
    ...named('header', headers),
    ...named('querystring', query),
    ...named('path', pathParameters),
  ]);
}

function modelOf(models: Map<string, IModel>, name: string): IModel {
  const model = models.get(name);
  if (!model) throw new Error(`The contract has no request model ${name}.`);
  return model;
}
