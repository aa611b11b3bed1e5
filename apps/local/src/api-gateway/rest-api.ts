import type { HttpRequest, HttpResponse } from '../http.ts';
import { headerValue } from '../http.ts';
import type { Caller } from '../iam/caller.ts';
import { compileAccessLog } from './access-log.ts';
import { createAuthorizer } from './authorizer.ts';
import { bodyValidators } from './body-validator.ts';
import { requestContentType } from './content-type.ts';
import { definitionPart, RestApiDefinitionError, type MethodDefinition, type RestApiDefinition } from './definition.ts';
import { gatewayContext } from './gateway-context.ts';
import { errorVariables, forbidden, GatewayError, internalServerError, tooManyRequests } from './gateway-error.ts';
import { gatewayResponder } from './gateway-response.ts';
import { compileIntegration, type IntegrationResult } from './integration.ts';
import { checkLimits } from './limits.ts';
import type { RestApiPorts } from './ports.ts';
import { newRequestIds, type RequestIds } from './request-ids.ts';
import { emptyRecord, requestParameters } from './request-parameters.ts';
import { requestValidator } from './request-validator.ts';
import { pathSegments, Router } from './router.ts';
import { Throttle } from './throttle.ts';

export interface RestApi {
  /** Answers a request to the API's stage, whatever it is; never rejects. */
  handle(request: HttpRequest): Promise<HttpResponse>;
}

/** What is known of one request so far. */
interface Exchange {
  readonly request: HttpRequest;
  readonly ids: RequestIds;
  readonly receivedAt: number;
  readonly accept: string | undefined;
  method?: MethodDefinition;
  pathParameters?: Readonly<Record<string, string>>;
  caller?: Caller;
  result?: IntegrationResult;
  error?: GatewayError;
}

/** @throws RestApiDefinitionError on a definition that the local gateway can't run */
export function createRestApi(api: RestApiDefinition, ports: RestApiPorts): RestApi {
  const router = compileRoutes(api, ports);
  const authorizer = createAuthorizer(api, ports);
  const respond = gatewayResponder(api.gatewayResponses);
  const { accessLogFormat } = api;
  const accessLog =
    accessLogFormat === undefined ? undefined : definitionPart(api.name, () => compileAccessLog(accessLogFormat));

  /** The checks are in AWS's order: who is refused for several reasons is told the first (A20). */
  async function answer(exchange: Exchange): Promise<IntegrationResult> {
    const { request, accept } = exchange;
    checkLimits(request);
    const segments = pathSegments(belowStage(request.path, api.stageName));
    const match = router.match(request.method, segments);
    if (!match) return authorizer.refuseUnknownRoute(request);
    const { route, pathParameters } = match;
    exchange.method = route.method;
    exchange.pathParameters = pathParameters;
    const signed = route.method.authorizationType === 'AWS_IAM';
    if (signed) {
      exchange.caller = authorizer.authenticate(request);
      authorizer.authorize(exchange.caller, request.method, segments);
    }
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
    return route.integrate(mapped, accept);
  }

  function refuse(exchange: Exchange, thrown: unknown) {
    const error = thrown instanceof GatewayError ? thrown : internalServerError(describe(thrown), thrown);
    exchange.error = error;
    const response = respond(error, variablesOf(exchange), exchange.accept);
    if (error.reason !== undefined)
      ports.report?.({
        type: 'request-failed',
        requestId: exchange.ids.requestId,
        method: exchange.request.method,
        path: exchange.request.path,
        status: response.status,
        reason: error.reason,
        cause: error.cause,
      });
    return response;
  }

  const variablesOf = (exchange: Exchange) => ({
    context: gatewayContext(api, exchange),
    stageVariables: api.stageVariables,
    parameters: requestParameters(exchange.request, exchange.pathParameters ?? emptyRecord(), true),
  });

  function logAccess(exchange: Exchange, response: HttpResponse): void {
    if (!accessLog || !ports.report) return;
    const { error, result } = exchange;
    const line = accessLog(variablesOf(exchange), {
      status: response.status,
      responseLength: Buffer.byteLength(response.body),
      responseLatency: ports.clock.now() - exchange.receivedAt,
      xrayTraceId: exchange.ids.traceId,
      ...(result?.integrationLatency !== undefined && { integrationLatency: result.integrationLatency }),
      ...(result?.integrationStatus !== undefined && { integrationStatus: result.integrationStatus }),
      ...(error && { error: errorVariables(error) }),
    });
    ports.report({ type: 'access-logged', requestId: exchange.ids.requestId, line });
  }

  return {
    async handle(request) {
      const receivedAt = ports.clock.now();
      const ids = newRequestIds(request, receivedAt);
      const exchange: Exchange = { request, ids, receivedAt, accept: headerValue(request, 'accept') };
      let outcome;
      try {
        outcome = await answer(exchange);
        exchange.result = outcome;
      } catch (thrown) {
        outcome = refuse(exchange, thrown);
      }
      const identity = { 'x-amzn-RequestId': ids.requestId, 'x-amz-apigw-id': ids.extendedRequestId };
      const response = { status: outcome.status, headers: { ...identity, ...outcome.headers }, body: outcome.body };
      logAccess(exchange, response);
      return response;
    },
  };
}

function compileRoutes(api: RestApiDefinition, ports: RestApiPorts) {
  const compileModels = bodyValidators(api);
  const router = new Router<ReturnType<typeof compileRoute>>();
  const compileRoute = (method: MethodDefinition) => {
    const name = `${method.httpMethod} ${method.resourcePath}`;
    return {
      method,
      throttle: api.throttling && new Throttle(api.throttling, ports.clock),
      validate: requestValidator(method, name, compileModels),
      integrate: compileIntegration(api, method, name, ports),
    };
  };
  for (const method of api.methods) {
    const known: readonly string[] = ['AWS_IAM', 'NONE'];
    if (!known.includes(method.authorizationType))
      throw new RestApiDefinitionError(
        `${method.resourcePath}: authorization type ${method.authorizationType} is not supported`,
      );
    router.add(method, compileRoute(method));
  }
  return router;
}

/** @throws GatewayError 403 when the path is not one of the stage (A17) */
function belowStage(path: string, stageName: string): string {
  const stage = `/${stageName}`;
  if (path !== stage && !path.startsWith(`${stage}/`)) throw forbidden();
  return path.slice(stage.length);
}

const describe = (thrown: unknown) => (thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown));
