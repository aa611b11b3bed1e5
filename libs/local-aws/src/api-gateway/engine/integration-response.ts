import { applicationJson, byMimeType, selectResponseTemplate } from './content-type.ts';
import {
  definitionPart,
  describeFault,
  type IntegrationResponseDefinition,
  type MethodDefinition,
} from './definition.ts';
import { internalServerError } from './gateway-error.ts';
import type { IntegrationRequest, MappedRequest } from './integration-request.ts';
import { compileMappingTemplate, type MappingTemplate } from './mapping/index.ts';
import type { ServiceResponse } from './ports.ts';
import { clientHeaderName, isSendable, setHeader } from './response-headers.ts';
import { compileSelectionPattern } from './selection-pattern.ts';
import { compileValueSource } from './value-source.ts';

export interface MappedResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export type IntegrationResponseMapper = (
  /** The text that selection patterns are matched against (docs/facts/a.md#a49, #a51). */
  selector: string,
  response: Pick<ServiceResponse, 'headers' | 'body'>,
  request: MappedRequest,
  integrationRequest: IntegrationRequest,
  accept: string | undefined,
) => MappedResponse;

/** @throws RestApiDefinitionError on a pattern, template or mapping that the local gateway can't run */
export function integrationResponseMapper(method: MethodDefinition, methodName: string): IntegrationResponseMapper {
  const responses = method.integration.integrationResponses.map((definition) =>
    compileResponse(definition, method, methodName),
  );
  const fallback = responses.find(({ pattern }) => pattern === undefined);
  return (selector, response, request, integrationRequest, accept) => {
    const selected = responses.find(({ pattern }) => pattern?.test(selector)) ?? fallback;
    if (!selected) throw internalServerError(`no integration response of ${methodName} matches "${selector}"`);
    const values = { ...request, body: response.body, headers: response.headers };
    const headers: Record<string, string> = { 'content-type': applicationJson };
    for (const { name, source } of selected.headers) {
      const value = source(values);
      if (value !== undefined) addHeader(headers, name, value);
    }
    const template = selectResponseTemplate(selected.templates, accept);
    if (template && !selected.mapsContentType) headers['content-type'] = template.contentType;
    const requestMapping = integrationRequest.mapping;
    const mapping = template?.template({
      ...request,
      body: response.body,
      ...(requestMapping && { requestOverride: requestMapping.requestOverride }),
    });
    const overrides = [requestMapping?.responseOverride, mapping?.responseOverride];
    for (const override of overrides)
      for (const [name, value] of Object.entries(override?.header ?? {})) addHeader(headers, name, value);
    const override = overrides.map((given) => given?.status).findLast((status) => status !== undefined);
    if (override === undefined && !selected.hasMethodResponse)
      throw internalServerError(`${methodName} has no method response ${selected.status}`);
    return { status: override ?? selected.status, headers, body: mapping?.body ?? response.body };
  };
}

function compileResponse(definition: IntegrationResponseDefinition, method: MethodDefinition, methodName: string) {
  const { statusCode, selectionPattern, responseTemplates, responseParameters } = definition;
  const methodResponse = method.methodResponses.find((response) => response.statusCode === statusCode);
  const name = `${methodName}: the integration response ${statusCode}`;
  const headers = Object.entries(responseParameters).map(([parameter, expression]) =>
    definitionPart(`${name}: the parameter ${parameter}`, () => {
      const [, header] = /^method\.response\.header\.(.+)$/.exec(parameter) ?? [];
      if (header === undefined) throw new Error('only method.response.header.… can be mapped');
      if (header.toLowerCase() === 'transfer-encoding')
        throw new Error('the local run does not support mapping this header');
      if (methodResponse && !(parameter in methodResponse.responseParameters))
        throw new Error(`it is not among the parameters of the method response ${statusCode}`);
      return { name: header, source: compileValueSource(expression, 'integration.response') };
    }),
  );
  return {
    status: Number(statusCode),
    pattern: selectionPattern ? definitionPart(name, () => compileSelectionPattern(selectionPattern)) : undefined,
    templates: byMimeType(responseTemplates, (source, contentType) =>
      compileResponseTemplate(`${name}: the response template of ${contentType}`, source),
    ),
    headers,
    mapsContentType: headers.some((header) => header.name.toLowerCase() === 'content-type'),
    hasMethodResponse: methodResponse !== undefined,
  };
}

function compileResponseTemplate(name: string, source: string): MappingTemplate {
  const render = definitionPart(name, () => compileMappingTemplate(source, name));
  return (scope) => {
    try {
      return render(scope);
    } catch (cause) {
      throw internalServerError(describeFault(name, cause), cause);
    }
  };
}

function addHeader(headers: Record<string, string>, name: string, value: string): void {
  if (!isSendable(name, value)) throw internalServerError(`the response header ${name} is malformed`);
  setHeader(headers, clientHeaderName(name), value);
}
