import type { errorVariables } from './gateway-error.ts';
import { compileSubstitution, escapeJson, type Variables } from './variables.ts';

/** What an access log can tell beyond `$context` of the templates. */
export interface AccessLogFacts {
  readonly status: number;
  readonly responseLength: number;
  /** Milliseconds. */
  readonly responseLatency: number;
  readonly xrayTraceId: string;
  readonly integrationLatency?: number;
  /** What the integration answered with. */
  readonly integrationStatus?: number;
  readonly error?: ReturnType<typeof errorVariables>;
}

export type AccessLog = (variables: Variables, facts: AccessLogFacts) => string;

/**
 * Compiles an access-log format. A variable without a value is logged as `-`.
 * @throws Error on a variable that no access log has
 */
export function compileAccessLog(format: string): AccessLog {
  const { render, references } = compileSubstitution(format);
  const unknown = references.find(({ root, path }) => root !== 'context' || !isKnown(path));
  if (unknown) throw new Error(`the access log format has no variable $${[unknown.root, ...unknown.path].join('.')}`);
  const isJson = format.trimStart().startsWith('{');
  return (variables, { integrationLatency, integrationStatus, ...facts }) => {
    const integration = { latency: integrationLatency, integrationStatus, status: integrationStatus };
    const context = { ...variables.context, ...facts, integrationLatency, integrationStatus, integration };
    return render({ ...variables, context }, (value, { path }) => {
      if (value === undefined) return '-';
      return isJson && path.at(-1) !== 'messageString' ? escapeJson(value) : value;
    });
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

const isKnown = ([first = '']: readonly string[]) => known.has(first);
