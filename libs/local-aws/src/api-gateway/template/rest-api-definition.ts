import type * as z from 'zod/mini';
import type { Account, StackResource, StackResources } from '../../cloudformation/index.ts';
import { UnsupportedTemplateError } from '../../kernel/index.ts';
import type { MethodDefinition, RestApiDefinition } from '../engine/definition.ts';
import { apiGatewayGatewayResponse } from './api-gateway-gateway-response.ts';
import { apiGatewayMethod } from './api-gateway-method.ts';
import { apiGatewayModel } from './api-gateway-model.ts';
import { apiGatewayRequestValidator } from './api-gateway-request-validator.ts';
import { apiGatewayResource } from './api-gateway-resource.ts';
import { apiGatewayRestApi } from './api-gateway-rest-api.ts';
import { apiGatewayStage } from './api-gateway-stage.ts';

/** The one REST API of a stack, with its one stage. */
export function restApiDefinition(resources: StackResources, account: Account): RestApiDefinition {
  const api = single(resources.ofType(apiGatewayRestApi), 'AWS::ApiGateway::RestApi');
  const stage = single(resources.ofType(apiGatewayStage), 'AWS::ApiGateway::Stage').properties;
  const [settings] = stage.MethodSettings ?? [];
  const { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit } = settings ?? {};
  return {
    ...account,
    id: api.identity.ref,
    name: api.properties.Name,
    ...resourcePolicy(api, account),
    ...vpcEndpoint(api),
    stageName: stage.StageName,
    deploymentId: stage.DeploymentId,
    stageVariables: stage.Variables ?? {},
    ...(rateLimit !== undefined && burstLimit !== undefined && { throttling: { rateLimit, burstLimit } }),
    ...(stage.AccessLogSetting && { accessLogFormat: stage.AccessLogSetting.Format }),
    gatewayResponses: resources.ofType(apiGatewayGatewayResponse).map(({ properties }) => ({
      responseType: properties.ResponseType,
      responseTemplates: properties.ResponseTemplates,
      responseParameters: properties.ResponseParameters,
      ...(properties.StatusCode !== undefined && { statusCode: properties.StatusCode }),
    })),
    methods: methods(resources, api.identity.attributes.RootResourceId ?? ''),
  };
}

type RestApiResource = StackResource<z.output<typeof apiGatewayRestApi.properties>>;

/** The policy abbreviates ARNs as `execute-api:/dev/GET/jobs`, because it can't name the API before it exists. */
function resourcePolicy({ logicalId, identity, properties }: RestApiResource, { region, accountId }: Account) {
  if (!properties.Policy) return {};
  const arn = `arn:aws:execute-api:${region}:${accountId}:${identity.ref}/`;
  const whole = (value: unknown) => (typeof value === 'string' ? value.replace(/^execute-api:\//, arn) : value);
  const named = properties.Policy.Statement.map((statement) =>
    mapValues(statement, (value) => (Array.isArray(value) ? value.map(whole) : whole(value))),
  );
  return { resourcePolicy: { where: `${logicalId}.Policy`, document: { ...properties.Policy, Statement: named } } };
}

function mapValues(record: Readonly<Record<string, unknown>>, change: (value: unknown) => unknown) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function vpcEndpoint({ logicalId, properties: { EndpointConfiguration } }: RestApiResource) {
  if (!EndpointConfiguration?.Types.includes('PRIVATE')) return {};
  const { VpcEndpointIds: [vpcEndpointId] = [] } = EndpointConfiguration;
  if (vpcEndpointId !== undefined) return { vpcEndpointId };
  const property = 'Properties.EndpointConfiguration.VpcEndpointIds';
  throw new UnsupportedTemplateError(
    logicalId,
    property,
    'must name an endpoint, through which requests reach a private API.',
  );
}

function single<Properties>(found: readonly StackResource<Properties>[], type: string): StackResource<Properties> {
  const [resource, another] = found;
  if (resource && !another) return resource;
  throw new UnsupportedTemplateError(
    'Resources',
    type,
    `must exist exactly once, but the template has ${found.length}.`,
  );
}

function methods(resources: StackResources, rootId: string): MethodDefinition[] {
  const paths = resourcePaths(resources, rootId);
  const models = new Map(
    resources.ofType(apiGatewayModel).map(({ identity, properties }) => [identity.ref, properties.Schema]),
  );
  const validators = new Map(
    resources.ofType(apiGatewayRequestValidator).map(({ identity, properties }) => [identity.ref, properties]),
  );

  return resources.ofType(apiGatewayMethod).map(({ logicalId, properties }) => {
    const validator = validators.get(properties.RequestValidatorId ?? '');
    return {
      resourceId: properties.ResourceId,
      resourcePath: known(paths.get(properties.ResourceId), logicalId, 'Properties.ResourceId'),
      httpMethod: properties.HttpMethod,
      authorizationType: properties.AuthorizationType,
      requestParameters: properties.RequestParameters,
      requestModels: Object.fromEntries(
        Object.entries(properties.RequestModels).map(([contentType, name]) => [
          contentType,
          known(models.get(name), logicalId, `Properties.RequestModels.${contentType}`),
        ]),
      ),
      ...(validator && {
        validator: {
          validateBody: validator.ValidateRequestBody,
          validateParameters: validator.ValidateRequestParameters,
        },
      }),
      methodResponses: properties.MethodResponses.map(({ StatusCode, ResponseParameters }) => ({
        statusCode: StatusCode,
        responseParameters: ResponseParameters,
      })),
      integration: integration(properties.Integration),
    };
  });
}

function known<Value>(value: Value | undefined, logicalId: string, where: string): Value {
  if (value === undefined)
    throw new UnsupportedTemplateError(logicalId, where, 'refers to something that does not exist.');
  return value;
}

function integration(
  properties: z.output<typeof apiGatewayMethod.properties>['Integration'],
): MethodDefinition['integration'] {
  return {
    type: properties.Type,
    ...(properties.Uri !== undefined && { uri: properties.Uri }),
    ...(properties.IntegrationHttpMethod !== undefined && { httpMethod: properties.IntegrationHttpMethod }),
    ...(properties.Credentials !== undefined && { credentialsRoleArn: properties.Credentials }),
    requestParameters: properties.RequestParameters,
    requestTemplates: properties.RequestTemplates,
    passthroughBehavior: properties.PassthroughBehavior,
    timeoutMs: properties.TimeoutInMillis,
    integrationResponses: properties.IntegrationResponses.map((response) => ({
      statusCode: response.StatusCode,
      ...(response.SelectionPattern !== undefined && { selectionPattern: response.SelectionPattern }),
      responseTemplates: response.ResponseTemplates,
      responseParameters: response.ResponseParameters,
    })),
  };
}

/** Resource id -> its full path, such as `/jobs/{jobId}`. */
function resourcePaths(resources: StackResources, rootId: string): Map<string, string> {
  const parts = new Map(
    resources.ofType(apiGatewayResource).map(({ identity, properties }) => [identity.ref, properties]),
  );
  const pathOf = (id: string): string => {
    const part = parts.get(id);
    return part ? `${pathOf(part.ParentId)}/${part.PathPart}` : '';
  };
  return new Map([[rootId, '/'], ...[...parts.keys()].map((id): [string, string] => [id, pathOf(id)])]);
}
