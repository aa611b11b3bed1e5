import type { Caller, HttpRequest } from '../../kernel/index.ts';
import type { MethodDefinition, RestApiDefinition } from './definition.ts';
import { gatewayContext } from './gateway-context.ts';
import type { GatewayError } from './gateway-error.ts';
import type { IntegrationResult } from './integration.ts';
import type { RequestIds } from './request-ids.ts';
import { emptyRecord, requestParameters } from './request-parameters.ts';
import type { Variables } from './variables.ts';

/** One request and what is known about it so far. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly ids: RequestIds;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** The time that templates and logs read, in epoch milliseconds. */
  readonly requestTime: number;
  /** The `Accept` header, as sent. */
  readonly accept: string | undefined;
  method?: MethodDefinition;
  pathParameters?: Readonly<Record<string, string>>;
  caller?: Caller;
  result?: IntegrationResult;
  error?: GatewayError;
}

/** The variables that gateway responses and access logs can use. */
export function variablesOf(api: RestApiDefinition, exchange: Exchange): Variables {
  return {
    context: gatewayContext(api, exchange),
    stageVariables: api.stageVariables,
    parameters: requestParameters(exchange.request, exchange.pathParameters ?? emptyRecord(), true),
  };
}
