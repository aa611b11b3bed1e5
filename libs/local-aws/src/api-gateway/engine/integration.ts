import { definitionPart, type MethodDefinition, type RestApiDefinition } from './definition.ts';
import { GatewayError, integrationTimeout, integrationUnreachable, internalServerError } from './gateway-error.ts';
import { type IntegrationRequest, integrationRequestBuilder, type MappedRequest } from './integration-request.ts';
import { integrationResponseMapper, type MappedResponse } from './integration-response.ts';
import { type IntegrationTarget, parseIntegrationUri } from './integration-uri.ts';
import { mockStatus } from './mock-integration.ts';
import { IntegrationFailure, type RestApiPorts, type ServiceCall, type ServiceResponse } from './ports.ts';

export interface IntegrationResult extends MappedResponse {
  /** The status that the service returned, for the access log; absent for MOCK. */
  readonly integrationStatus?: number;
  /** Milliseconds. */
  readonly integrationLatency?: number;
}

/** @throws (later, from the integration) GatewayError 415, 500, 504 */
export type Integration = (request: MappedRequest, accept: string | undefined) => Promise<IntegrationResult>;

/** @throws RestApiDefinitionError for a definition that the local gateway can't run */
export function compileIntegration(
  api: RestApiDefinition,
  method: MethodDefinition,
  methodName: string,
  ports: Pick<RestApiPorts, 'clock' | 'callService'>,
): Integration {
  const { type, uri, credentialsRoleArn, timeoutMs } = method.integration;
  const target = type === 'AWS' ? definitionPart(methodName, () => parseIntegrationUri(uri)) : undefined;
  const toIntegration = integrationRequestBuilder(method, methodName, target);
  const toClient = integrationResponseMapper(method, methodName);
  if (!target)
    return (request, accept) => {
      const sent = toIntegration(request);
      return Promise.resolve(toClient(mockStatus(sent.body), { headers: {}, body: '' }, request, sent, accept));
    };
  const sourceArn = `arn:aws:execute-api:${api.region}:${api.accountId}:${api.id}/${api.stageName}/${method.httpMethod}${method.resourcePath}`;
  const call = (sent: IntegrationRequest): Promise<ServiceResponse> =>
    callWithin(timeoutMs, ports, {
      ...target,
      headers: sent.headers,
      body: sent.body,
      ...(credentialsRoleArn !== undefined && { credentialsRoleArn }),
      sourceArn,
    });
  return async (request, accept) => {
    const sent = toIntegration(request);
    const startedAt = ports.clock.now();
    const response = await call(sent);
    const integrationLatency = ports.clock.now() - startedAt;
    const mapped = toClient(selectorOf(target, response), response, request, sent, accept);
    setTraceId(mapped.headers, request.traceId);
    return { ...mapped, integrationStatus: response.status, integrationLatency };
  };
}

/**
 * For Lambda, a function's error message or the empty string (docs/facts/a.md#a49); the status for other services
 * (docs/facts/a.md#a51).
 */
function selectorOf(target: IntegrationTarget, response: ServiceResponse): string {
  if (target.service !== 'lambda') return String(response.status);
  if (response.functionError === undefined) return '';
  try {
    const { errorMessage } = JSON.parse(response.body) as { errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : '';
  } catch {
    return '';
  }
}

/** Adds the trace id to a successful response (docs/facts/a.md#a81) */
function setTraceId(headers: Record<string, string>, traceId: string): void {
  headers['X-Amzn-Trace-Id'] ??= traceId;
}

async function callWithin(
  timeoutMs: number,
  ports: Pick<RestApiPorts, 'clock' | 'callService'>,
  call: ServiceCall,
): Promise<ServiceResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<ServiceResponse>();
  const timer = ports.clock.setTimer(timeoutMs, () => {
    reject(integrationTimeout(timeoutMs));
  });
  try {
    ports.callService(call).then(resolve, reject);
    return await promise;
  } catch (error) {
    throw integrationRejection(error);
  } finally {
    timer.cancel();
  }
}

function integrationRejection(error: unknown): unknown {
  if (error instanceof GatewayError || !(error instanceof IntegrationFailure)) return error;
  if (error.code === 'NotPermitted') return internalServerError(error.message, error);
  if (error.code === 'Unreachable') return integrationUnreachable(error.message, error);
  return new GatewayError({
    responseType: 'INTEGRATION_TIMEOUT',
    errorType: 'InternalServerErrorException',
    message: 'Endpoint request timed out',
    reason: error.message,
    cause: error,
  });
}
