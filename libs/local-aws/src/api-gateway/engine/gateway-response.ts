import { applicationJson, byMimeType, selectResponseTemplate } from './content-type.ts';
import { definitionPart, type GatewayResponseDefinition } from './definition.ts';
import { errorVariables, type GatewayError } from './gateway-error.ts';
import {
  type DefaultResponseType,
  defaultStatus,
  type GatewayResponseType,
  isGatewayResponseType,
  spacedTypes,
} from './gateway-response-types.ts';
import { isSendable, setHeader } from './response-headers.ts';
import { compileSubstitution, escapeJson, type Reference, type Variables } from './variables.ts';

export interface GatewayResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Builds the gateway response to a request that is rejected or fails. */
export type GatewayResponder = (
  error: GatewayError,
  variables: Variables,
  accept: string | undefined,
) => GatewayResponse;

/** @throws RestApiDefinitionError on an unknown type or parameter */
export function gatewayResponder(definitions: readonly GatewayResponseDefinition[]): GatewayResponder {
  const compiled = new Map(
    definitions.map((definition) =>
      definitionPart(`the gateway response ${definition.responseType}`, () => compileDefinition(definition)),
    ),
  );
  return (error, variables, accept) => {
    const type = error.responseType;
    const headers: Record<string, string> = { 'content-type': applicationJson, 'x-amzn-ErrorType': error.errorType };
    if (type === 'REQUEST_TOO_LARGE')
      return { status: defaultStatus[type], headers: { 'content-type': 'text/plain' }, body: error.message };
    const custom = compiled.get(type) ?? compiled.get(defaultStatus[type] < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
    const status = custom?.status ?? defaultStatus[type];
    for (const { name, value } of custom?.headers ?? []) {
      const text = value(variables);
      if (text !== undefined && isSendable(name, text)) setHeader(headers, name, text);
    }
    const template = custom && selectResponseTemplate(custom.templates, accept);
    if (!template) return { status, headers, body: defaultBody(error) };
    if (!custom.mapsContentType) headers['content-type'] = template.contentType;
    return {
      status,
      headers,
      body: template.template({ ...variables, context: { ...variables.context, error: errorVariables(error) } }),
    };
  };
}

function compileDefinition(definition: GatewayResponseDefinition) {
  const { responseType, statusCode, responseParameters, responseTemplates } = definition;
  if (!isGatewayResponseType(responseType)) throw new Error('unknown gateway response type');
  const headers = Object.entries(responseParameters).map(([parameter, expression]) => {
    const [, name] = /^gatewayresponse\.header\.(.+)$/.exec(parameter) ?? [];
    if (name === undefined) throw new Error(`the parameter ${parameter} is not gatewayresponse.header.…`);
    return { name, value: compileHeader(expression) };
  });
  const compiled = {
    status: statusCode === undefined ? undefined : Number(statusCode),
    headers,
    mapsContentType: headers.some(({ name }) => name.toLowerCase() === 'content-type'),
    templates: byMimeType(responseTemplates, (source, contentType) => {
      const { render } = compileSubstitution(source);
      const toText = contentType.includes('json') ? jsonText : plainText;
      return (variables: Variables) => render(variables, toText);
    }),
  };
  return [responseType, compiled] as const satisfies readonly [GatewayResponseType | DefaultResponseType, unknown];
}

/** `'static'`, `method.request.header.X` or `context.…` (docs/facts/a.md#a24). */
function compileHeader(expression: string): (variables: Variables) => string | undefined {
  if (/^'.*'$/s.test(expression)) return () => expression.slice(1, -1);
  const { render, references } = compileSubstitution(`$${expression}`);
  if (references.length !== 1) throw new Error(`"${expression}" cannot be mapped here`);
  return (variables) => {
    const value = render(variables, (text) => text ?? '');
    return value === '' ? undefined : value;
  };
}

const plainText = (value: string | undefined) => value ?? '';

/**
 * Escapes a value for a JSON template (docs/facts/a.md#a34); `messageString` is a JSON string
 * already (docs/facts/a.md#a21).
 */
function jsonText(value: string | undefined, { path }: Reference): string {
  return path.at(-1) === 'messageString' ? (value ?? '""') : escapeJson(value ?? '');
}

/**
 * The body for a caller without permission spells `Message` with a capital and masks the account (docs/facts/a.md#a14,
 * #a83)
 */
function defaultBody({ responseType, message }: GatewayError): string {
  const key = responseType === 'ACCESS_DENIED' ? 'Message' : 'message';
  return `{"${key}":${spacedTypes.has(responseType) ? ' ' : ''}${JSON.stringify(message)}}`;
}
