import type { HttpResponse } from '../../kernel/index.ts';
import { definitionPart, type RestApiDefinition } from './definition.ts';
import { type Exchange, variablesOf } from './exchange.ts';
import { errorVariables } from './gateway-error.ts';
import { compileSubstitution, escapeJson } from './variables.ts';

/** Formats a request's line in the stage's access log. */
export type AccessLog = (exchange: Exchange, response: HttpResponse, now: number) => string;

/**
 * Compiles the stage's access-log format. A variable without a value is logged as `-`.
 * @throws RestApiDefinitionError for an unknown variable
 */
export function compileAccessLog(api: RestApiDefinition): AccessLog | undefined {
  const { accessLogFormat } = api;
  if (accessLogFormat === undefined) return undefined;
  const { render, references } = compileSubstitution(accessLogFormat);
  definitionPart(`the access log of stage ${api.stageName}`, () => {
    const unknown = references.find(({ root, path: [first = ''] }) => root !== 'context' || !known.has(first));
    if (unknown) throw new Error(`unknown variable $${[unknown.root, ...unknown.path].join('.')}`);
  });
  const isJson = accessLogFormat.trimStart().startsWith('{');
  return (exchange, response, now) => {
    const variables = variablesOf(api, exchange);
    const context = { ...variables.context, ...collectFacts(exchange, response, now) };
    return render({ ...variables, context }, (value, { path }) => {
      if (value === undefined) return '-';
      return isJson && path.at(-1) !== 'messageString' ? escapeJson(value) : value;
    });
  };
}

/** The variables of an access log in addition to the `$context` of templates; times are in milliseconds. */
function collectFacts({ receivedAt, ids, result, error }: Exchange, response: HttpResponse, now: number) {
  const { integrationStatus, integrationLatency } = result ?? {};
  return {
    status: response.status,
    responseLength: Buffer.byteLength(response.body),
    responseLatency: now - receivedAt,
    xrayTraceId: ids.traceId,
    integrationStatus,
    integrationLatency,
    integration: { status: integrationStatus, integrationStatus, latency: integrationLatency },
    error: error && errorVariables(error),
  };
}

/** The variables that an access log of a REST API can have. */
const known = new Set([
  ...['accountId', 'apiId', 'awsEndpointRequestId', 'customDomain', 'deploymentId', 'domainName', 'domainPrefix'],
  ...['extendedRequestId', 'httpMethod', 'integration', 'integrationErrorMessage', 'integrationLatency'],
  ...['integrationStatus', 'path', 'protocol', 'requestId', 'requestTime', 'requestTimeEpoch', 'resourceId'],
  ...['resourcePath', 'responseLatency', 'responseLength', 'stage', 'status', 'waf', 'wafResponseCode', 'webaclArn'],
  ...['xrayTraceId', 'authenticate', 'authorize', 'authorizer', 'error', 'identity'],
]);
