import {
  AuthorizationType,
  type IModel,
  type JsonSchema,
  Model,
  RequestValidator,
  ResponseType,
  type RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type OperationId, operations, requestModels } from '@jobs/contract';
import { apiPolicy } from '../access/api-policy.ts';
import type { ClientRole } from '../access/client-role.ts';
import { createClientRoles } from '../access/client-roles.ts';
import { WebAcl } from '../access/web-acl.ts';
import type { JobsTable } from '../jobs/jobs-table.ts';
import type { StageSettings } from '../stages/stage-settings.ts';
import { suppress } from '../suppress.ts';
import { answerHeaders } from './answer-headers.ts';
import { buildCors, type Cors, gatewayResponseHeaders, methodHeaders } from './cors.ts';
import { deployEveryChange } from './deploy-every-change.ts';
import { corsPreflight, integrations } from './integrations.ts';
import { createRestApi } from './rest-api.ts';

export interface JobsApiProps {
  readonly stageName: string;
  readonly processor: IFunction;
  readonly jobsTable: JobsTable;
  /** How long a job without a record can still be pending, in milliseconds. */
  readonly maxPendingMs: number;
  readonly isolation: StageSettings['isolation'];
  /** The names of the clients, each of which gets a role. */
  readonly clients: StageSettings['clients'];
  /** How long a finished job is kept, in seconds. Absent: forever. */
  readonly retentionSeconds: number | undefined;
  /** Who may call the API, from where, and how often. */
  readonly settings: StageSettings['api'];
  readonly logRetention: RetentionDays;
  readonly accessLog: { readonly retention: RetentionDays; readonly retain: boolean };
  /** Encrypts the access logs. */
  readonly logKey: Key;
}

/** The REST API: every operation of the contract, for principals that IAM authorizes. */
export class JobsApi extends Construct {
  readonly api: RestApi;
  readonly accessLogs: ILogGroup;
  /** The operations of the contract that this stage has. */
  private readonly operationIds: OperationId[] = [];
  /** The URL of the API. */
  readonly url: string;
  /** The roles of callers, keyed by stack output. */
  readonly clientRoles: Readonly<Record<string, ClientRole>>;

  constructor(scope: Construct, id: string, props: JobsApiProps) {
    super(scope, id);
    const { settings } = props;
    const { api, accessLogs } = createRestApi(this, props);
    this.api = api;
    this.accessLogs = accessLogs;
    this.url = urlOf(this.api, settings.privateEndpoint?.vpcEndpointIds);
    const cors = buildCors(settings.allowedOrigins);
    this.addOperations(props, cors);
    this.addPreflights(cors);
    this.addGatewayResponses(cors);
    this.clientRoles = createClientRoles(this, {
      api: this.api,
      operationIds: this.operationIds,
      clients: props.clients,
      separateRoles: settings.separateRoles,
      trust: settings.callerRoles,
    });
    this.addPolicy(props);
    if (settings.webAcl) {
      const { accessLog: log, logKey } = props;
      new WebAcl(this, 'WebAcl', { stage: this.api.deploymentStage, log, logKey, ...settings.webAcl });
    }
    deployEveryChange(this.api);
  }

  private addPolicy({ stageName, settings: { accounts, cidrs, privateEndpoint, allowedOrigins } }: JobsApiProps): void {
    const statements = apiPolicy({
      stageName,
      accounts,
      cidrs,
      vpcEndpointIds: privateEndpoint?.vpcEndpointIds,
      operationIds: this.operationIds,
      clientRoles: Object.values(this.clientRoles),
      hasPreflights: allowedOrigins.length > 0,
    });
    for (const statement of statements) this.api.addToResourcePolicy(statement);
  }

  private addOperations(props: JobsApiProps, cors: Cors): void {
    const { jobsTable, settings } = props;
    const read = this.createGatewayRole('ReadRole', 'Lets the API read jobs');
    jobsTable.grantRead(read);
    const list = settings.listing ? this.createGatewayRole('ListRole', 'Lets the API list jobs') : undefined;
    if (list) jobsTable.grantList(list);
    const cancel = this.createGatewayRole('CancelRole', 'Lets the API cancel jobs');
    jobsTable.grantUpdate(cancel);

    const targets = integrations({
      ...props,
      tableName: jobsTable.table.tableName,
      roles: { read, list, cancel },
      listing: settings.listing,
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
          `The operation ${operationId} of openapi.yaml has no integration in apps/infra/src/api/integrations.ts.`,
        );
      }
      const integration = targets[operationId];
      if (!integration) continue;
      this.operationIds.push(operationId);
      const method = this.api.root.resourceForPath(operation.path).addMethod(operation.method, integration, {
        operationName: operationId,
        authorizationType: AuthorizationType.IAM,
        requestValidator: validator,
        requestParameters: requestParameters(operation),
        ...(operation.requestModel && {
          requestModels: { 'application/json': modelOf(models, operation.requestModel) },
        }),
        methodResponses: operation.statuses.map((status) => ({
          statusCode: String(status),
          ...methodHeaders({ ...answerHeaders, ...cors.headers }),
        })),
      });
      suppress(method, { 'AwsSolutions-COG4': 'Callers are IAM principals, not users of a Cognito pool.' });
    }
  }

  /** Preflights come unsigned (docs/facts/a.md#a87). */
  private addPreflights(cors: Cors): void {
    if (!cors.preflightHeaders) return;
    const methods = Map.groupBy(this.operationIds, (id) => operations[id].path);
    for (const [path, ids] of methods) {
      const headers = { ...cors.headers, ...cors.preflightHeaders(ids.map((id) => operations[id].method)) };
      const method = this.api.root.resourceForPath(path).addMethod('OPTIONS', corsPreflight(cors, headers), {
        authorizationType: AuthorizationType.NONE,
        methodResponses: [{ statusCode: '204', ...methodHeaders(headers) }],
      });
      const reason = 'Browsers do not sign preflights, and the mock that responds to them returns no data.';
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

  /**
   * Every error matches the contract: `message`, and `details` if the body is rejected (docs/facts/a.md#a21
   * to #a24, #a34).
   */
  private addGatewayResponses(cors: Cors): void {
    const message = '"message": $context.error.messageString';
    const headers = gatewayResponseHeaders({ ...answerHeaders, ...cors.errorHeaders });
    const template = (body: string) => ({ ...headers, templates: { 'application/json': `{${body}}` } });
    this.api.addGatewayResponse('AccessDenied', { type: ResponseType.ACCESS_DENIED, ...template(message) });
    this.api.addGatewayResponse('BadRequestBody', {
      type: ResponseType.BAD_REQUEST_BODY,
      ...template(`${message}, "details": "$context.error.validationErrorString"`),
    });
    // If the gateway cannot reach a service behind it, the client should retry: 503.
    const unavailable = {
      ...template('"message": "The service is overloaded. Try again later."'),
      statusCode: '503',
      responseHeaders: { ...headers.responseHeaders, 'Retry-After': "'1'" },
    };
    this.api.addGatewayResponse('IntegrationFailed', { type: ResponseType.INTEGRATION_FAILURE, ...unavailable });
    this.api.addGatewayResponse('IntegrationTimedOut', { type: ResponseType.INTEGRATION_TIMEOUT, ...unavailable });
    this.api.addGatewayResponse('Refused', { type: ResponseType.DEFAULT_4XX, ...headers });
    this.api.addGatewayResponse('Failed', { type: ResponseType.DEFAULT_5XX, ...headers });
  }

  /** A role that the gateway assumes for an operation. */
  private createGatewayRole(id: string, description: string): Role {
    // Without aws:SourceAccount: API Gateway does not send it when it assumes the role of an integration, so every
    // request would fail
    // (github.com/aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws/pull/479).
    return new Role(this, id, { description, assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
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

/** A private API is known by this name in the whole VPC, whether or not its endpoint has private DNS names. */
function urlOf(api: RestApi, [vpcEndpointId]: readonly string[] = []): string {
  return vpcEndpointId === undefined ? api.url : api.url.replace(api.restApiId, `${api.restApiId}-${vpcEndpointId}`);
}

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
