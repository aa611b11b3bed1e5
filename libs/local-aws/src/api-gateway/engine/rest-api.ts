import { headerValue, type HttpRequest, type HttpResponse } from '../../kernel/index.ts';
import { compileAccessLog } from './access-log.ts';
import { createAuthorizer } from './authorizer.ts';
import { requestContentType } from './content-type.ts';
import type { RestApiDefinition } from './definition.ts';
import { type Exchange, variablesOf } from './exchange.ts';
import { gatewayContext } from './gateway-context.ts';
import { forbidden, GatewayError, internalServerError, tooManyRequests } from './gateway-error.ts';
import { gatewayResponder } from './gateway-response.ts';
import type { IntegrationResult } from './integration.ts';
import { checkLimits } from './limits.ts';
import type { RestApiPorts } from './ports.ts';
import { newRequestIds } from './request-ids.ts';
import { requestParameters } from './request-parameters.ts';
import { pathSegments } from './router.ts';
import { compileRoutes } from './routes.ts';

export interface RestApi {
  /** Handles any request to the API's stage; never rejects. */
  handle(request: HttpRequest): Promise<HttpResponse>;
}

/** @throws RestApiDefinitionError on a definition that the local gateway can't run */
export function createRestApi(api: RestApiDefinition, ports: RestApiPorts): RestApi {
  const router = compileRoutes(api, ports);
  const authorizer = createAuthorizer(api, ports);
  const respond = gatewayResponder(api.gatewayResponses);
  const accessLog = compileAccessLog(api);

  /** Checks in the same order as AWS: the first failing check determines the response (docs/facts/a.md#a20). */
  async function answer(exchange: Exchange): Promise<IntegrationResult> {
    const { request } = exchange;
    checkLimits(request);
    const segments = pathSegments(belowStage(request.path, api.stageName));
    const match = router.match(request.method, segments);
    if (!match) return authorizer.refuseUnknownRoute(request);
    const { route, pathParameters } = match;
    exchange.method = route.method;
    exchange.pathParameters = pathParameters;
    const signed = route.method.authorizationType === 'AWS_IAM';
    if (signed) exchange.caller = authorizer.authenticate(request);
    authorizer.authorize(exchange.caller, request, segments);
    if (route.throttle?.admits() === false) throw tooManyRequests();
    const parameters = requestParameters(request, pathParameters, signed);
    const contentType = requestContentType(request);
    route.validate(parameters, request.body, contentType);
    const mapped = {
      contentType,
      body: request.body.toString('utf8'),
      parameters,
      context: gatewayContext(api, exchange),
      stageVariables: api.stageVariables,
      traceId: exchange.ids.traceId,
    };
    return route.integrate(mapped, exchange.accept);
  }

  function refuse(exchange: Exchange, thrown: unknown) {
    const error = thrown instanceof GatewayError ? thrown : internalServerError(describe(thrown), thrown);
    exchange.error = error;
    const response = respond(error, variablesOf(api, exchange), exchange.accept);
    const { reason, cause } = error;
    const { method, path } = exchange.request;
    if (reason !== undefined)
      ports.report?.({
        type: 'request-failed',
        ...idOf(exchange),
        method,
        path,
        status: response.status,
        reason,
        cause,
      });
    return response;
  }

  return {
    async handle(request) {
      const receivedAt = ports.clock.now();
      const ids = newRequestIds(request, receivedAt);
      const requestTime = ports.requestTime?.(request) ?? receivedAt;
      const exchange: Exchange = { request, ids, receivedAt, requestTime, accept: headerValue(request, 'accept') };
      let outcome;
      try {
        outcome = await answer(exchange);
        exchange.result = outcome;
      } catch (thrown) {
        outcome = refuse(exchange, thrown);
      }
      const identity = { 'x-amzn-RequestId': ids.requestId, 'x-amz-apigw-id': ids.extendedRequestId };
      const response = { status: outcome.status, headers: { ...identity, ...outcome.headers }, body: outcome.body };
      if (accessLog && ports.report) {
        const line = accessLog(exchange, response, ports.clock.now());
        ports.report({ type: 'access-logged', ...idOf(exchange), line });
      }
      return response;
    },
  };
}

const idOf = ({ ids: { requestId } }: Exchange) => ({ requestId });

/** @throws GatewayError 403 if the path is not below the stage (docs/facts/a.md#a17) */
function belowStage(path: string, stageName: string): string {
  const stage = `/${stageName}`;
  if (path !== stage && !path.startsWith(`${stage}/`)) throw forbidden();
  return path.slice(stage.length);
}

const describe = (thrown: unknown) => (thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown));
