import {
  AuthenticationError,
  type AuthenticationErrorCode,
  type Caller,
  headerValue,
  type HttpRequest,
} from '../../kernel/index.ts';
import type { RestApiDefinition } from './definition.ts';
import { GatewayError, missingAuthenticationToken } from './gateway-error.ts';
import type { GatewayResponseType } from './gateway-response-types.ts';
import type { RestApiPorts } from './ports.ts';

export interface Authorizer {
  /** Who signed the request. @throws GatewayError 403 (docs/facts/a.md#a2, #a5 to #a13) */
  authenticate(request: HttpRequest): Caller;
  /**
   * @param caller undefined if the method requires no signature
   * @param segments the request's path below the stage
   * @throws GatewayError 403 (docs/facts/a.md#a14, #a15)
   */
  authorize(caller: Caller | undefined, request: HttpRequest, segments: readonly string[]): void;
  /** Throws the error for a request to an unknown route (docs/facts/a.md#a1, #a3, #a4). */
  refuseUnknownRoute(request: HttpRequest): never;
}

export function createAuthorizer(
  api: Pick<RestApiDefinition, 'id' | 'stageName' | 'accountId' | 'region' | 'vpcEndpointId'>,
  ports: Pick<RestApiPorts, 'authenticate' | 'authorize'>,
): Authorizer {
  const authenticate = (request: HttpRequest) => {
    try {
      return ports.authenticate(request);
    } catch (error) {
      throw authenticationRejection(error);
    }
  };
  return {
    authenticate,
    authorize(caller, { method, sourceIp }, segments) {
      const tail = `${api.id}/${api.stageName}/${method}/${segments.join('/')}`;
      const action = 'execute-api:Invoke';
      const resource = `arn:aws:execute-api:${api.region}:${api.accountId}:${tail}`;
      const decision = ports.authorize(caller, action, resource, sourceContext(api.vpcEndpointId, sourceIp));
      if (decision.allowed) return;
      const masked = `arn:aws:execute-api:${api.region}:********${api.accountId.slice(-4)}:${tail}`;
      throw new GatewayError({
        responseType: 'ACCESS_DENIED',
        errorType: 'AccessDeniedException',
        message: `User: ${caller?.arn ?? 'anonymous'} is not authorized to perform: ${action} on resource: ${masked} ${decision.reason.trim()}`,
      });
    },
    refuseUnknownRoute(request) {
      if (headerValue(request, 'authorization') !== undefined) authenticate(request);
      throw missingAuthenticationToken();
    },
  };
}

/** Requests to a private API come through its VPC endpoint, which this process stands in for. */
function sourceContext(vpcEndpointId: string | undefined, sourceIp: string): Readonly<Record<string, string>> {
  if (vpcEndpointId === undefined) return { 'aws:SourceIp': sourceIp };
  return { 'aws:SourceVpce': vpcEndpointId, 'aws:VpcSourceIp': sourceIp };
}

/** The gateway response type for each authentication error (docs/facts/a.md#a22). */
const responseTypes: Readonly<Record<AuthenticationErrorCode, GatewayResponseType>> = {
  MissingAuthenticationToken: 'MISSING_AUTHENTICATION_TOKEN',
  IncompleteSignature: 'INVALID_SIGNATURE',
  UnrecognizedClient: 'INVALID_SIGNATURE',
  InvalidSignature: 'INVALID_SIGNATURE',
  ExpiredToken: 'EXPIRED_TOKEN',
};

function authenticationRejection(error: unknown): unknown {
  if (!(error instanceof AuthenticationError)) return error;
  const { code, message } = error;
  if (code === 'MissingAuthenticationToken') return missingAuthenticationToken();
  return new GatewayError({ responseType: responseTypes[code], errorType: `${code}Exception`, message, cause: error });
}
