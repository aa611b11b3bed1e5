import { byMimeType, selectRequestTemplate } from './content-type.ts';
import { definitionPart, describeFault, type MethodDefinition } from './definition.ts';
import { internalServerError } from './gateway-error.ts';
import type { IntegrationTarget } from './integration-uri.ts';
import { compileMappingTemplate, type GatewayContext, type MappingResult } from './mapping/index.ts';
import type { RequestParameters } from './request-parameters.ts';
import { isRejectedRequestHeader, isSendable } from './response-headers.ts';
import { compileValueSource } from './value-source.ts';

/** A request as seen by mappings. */
export interface MappedRequest {
  readonly contentType: string;
  readonly body: string;
  readonly parameters: RequestParameters;
  readonly context: GatewayContext;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly traceId: string;
}

export interface IntegrationRequest {
  readonly body: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The result of the template; absent if the body passes through. */
  readonly mapping?: MappingResult;
}

export type IntegrationRequestBuilder = (request: MappedRequest) => IntegrationRequest;

/** @throws RestApiDefinitionError on a template or mapping that the local gateway can't run */
export function integrationRequestBuilder(
  method: MethodDefinition,
  methodName: string,
  target: IntegrationTarget | undefined,
): IntegrationRequestBuilder {
  const { requestTemplates, requestParameters, passthroughBehavior } = method.integration;
  const templates = byMimeType(requestTemplates, (source, contentType) => {
    const name = `${methodName}: the request template of ${contentType}`;
    return { name, render: definitionPart(name, () => compileMappingTemplate(source, name)) };
  });
  const mappings = Object.entries(requestParameters).map(([parameter, expression]) =>
    definitionPart(`${methodName}: the integration request parameter ${parameter}`, () =>
      headerMapping(parameter, expression, method),
    ),
  );
  return (request) => {
    const template = selectRequestTemplate(templates, passthroughBehavior, request.contentType);
    const headers = gatewayHeaders(request, target);
    for (const { name, source } of mappings) {
      const value = source(request);
      if (value !== undefined) addHeader(headers, name, value);
    }
    if (template === undefined) return { body: request.body, headers };
    const mapping = render(template, request);
    for (const [name, value] of Object.entries(mapping.requestOverride.header)) addHeader(headers, name, value);
    return { body: mapping.body, headers, mapping };
  };
}

function headerMapping(parameter: string, expression: string, method: MethodDefinition) {
  const [, name] = /^integration\.request\.header\.(.+)$/.exec(parameter) ?? [];
  if (name === undefined) throw new Error('the local run only maps headers');
  if (/^method\.request\.(?:header|path|querystring)\./.test(expression) && !(expression in method.requestParameters))
    throw new Error(`${expression} is not among the method's request parameters`);
  return { name, source: compileValueSource(expression, 'method.request') };
}

/** The headers that the gateway itself adds to a non-proxy integration request (docs/facts/a.md#a41, #a56, #a92). */
function gatewayHeaders({ context, traceId }: MappedRequest, target: IntegrationTarget | undefined) {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': `AmazonAPIGateway_${context.apiId}`,
    'x-amzn-apigateway-api-id': context.apiId,
    'x-amzn-trace-id': traceId,
  };
  if (target?.service === 'lambda') headers['x-amzn-lambda-integration-tag'] = context.requestId;
  if (target?.service === 'dynamodb' && target.action.startsWith('action/')) {
    headers['content-type'] = 'application/x-amz-json-1.0';
    headers['x-amz-target'] = `DynamoDB_20120810.${target.action.slice('action/'.length)}`;
  }
  return headers;
}

function addHeader(headers: Record<string, string>, name: string, value: string): void {
  if (isRejectedRequestHeader(name))
    throw internalServerError(`the header ${name} cannot be set in an integration request`);
  if (!isSendable(name, value)) throw internalServerError(`the integration request header ${name} is malformed`);
  headers[name.toLowerCase()] = value;
}

function render(
  template: { readonly name: string; readonly render: (scope: MappedRequest) => MappingResult },
  request: MappedRequest,
): MappingResult {
  let mapping: MappingResult;
  try {
    mapping = template.render(request);
  } catch (cause) {
    throw internalServerError(describeFault(template.name, cause), cause);
  }
  const { path, querystring } = mapping.requestOverride;
  if (Object.keys(path).length + Object.keys(querystring).length > 0)
    throw internalServerError(
      `${template.name} overrides path or querystring, but the local run only supports overriding headers`,
    );
  return mapping;
}
