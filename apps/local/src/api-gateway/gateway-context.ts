import type { HttpRequest } from '../http.ts';
import { headerValue } from '../http.ts';
import type { Caller } from '../iam/caller.ts';
import type { MethodDefinition, RestApiDefinition } from './definition.ts';
import type { RequestIds } from './request-ids.ts';

/** `$context` of templates, gateway responses and access logs (A70, A71). The overrides are the template engine's. */
export interface GatewayContext {
  /** Absent when no method matched, as `resourcePath`. */
  readonly resourceId?: string;
  /** Without the stage. */
  readonly resourcePath?: string;
  readonly httpMethod: string;
  readonly extendedRequestId: string;
  /** `dd/MMM/yyyy:HH:mm:ss +0000` */
  readonly requestTime: string;
  /** With the stage. */
  readonly path: string;
  readonly accountId: string;
  readonly protocol: string;
  readonly stage: string;
  readonly domainPrefix: string;
  /** Epoch milliseconds. */
  readonly requestTimeEpoch: number;
  readonly requestId: string;
  readonly identity: GatewayIdentity;
  readonly domainName: string;
  readonly deploymentId: string;
  readonly apiId: string;
}

/** `$context.identity` (A73, A79). */
export interface GatewayIdentity {
  readonly cognitoIdentityPoolId: null;
  readonly accountId: string | null;
  readonly cognitoIdentityId: null;
  readonly caller: string | null;
  readonly sourceIp: string;
  readonly principalOrgId: null;
  readonly accessKey: string | null;
  readonly cognitoAuthenticationType: null;
  readonly cognitoAuthenticationProvider: null;
  readonly userArn: string | null;
  readonly userAgent: string | null;
  readonly user: string | null;
}

export interface ContextFacts {
  readonly request: HttpRequest;
  readonly ids: RequestIds;
  readonly receivedAt: number;
  readonly method?: MethodDefinition;
  readonly caller?: Caller;
}

export function gatewayContext(api: RestApiDefinition, facts: ContextFacts): GatewayContext {
  const { request, ids, receivedAt, method, caller } = facts;
  const domainName = headerValue(request, 'host') ?? `${api.id}.execute-api.${api.region}.amazonaws.com`;
  return {
    ...(method && { resourceId: method.resourceId, resourcePath: method.resourcePath }),
    httpMethod: request.method,
    extendedRequestId: ids.extendedRequestId,
    requestTime: commonLogTime(receivedAt),
    path: request.path,
    accountId: api.accountId,
    protocol: 'HTTP/1.1',
    stage: api.stageName,
    domainPrefix: domainName.split('.', 1)[0] ?? domainName,
    requestTimeEpoch: receivedAt,
    requestId: ids.requestId,
    identity: {
      cognitoIdentityPoolId: null,
      accountId: caller?.accountId ?? null,
      cognitoIdentityId: null,
      caller: caller?.principalId ?? null,
      sourceIp: request.sourceIp,
      principalOrgId: null,
      accessKey: caller?.accessKeyId ?? null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: caller?.arn ?? null,
      userAgent: headerValue(request, 'user-agent') ?? null,
      user: caller?.principalId ?? null,
    },
    domainName,
    deploymentId: api.deploymentId,
    apiId: api.id,
  };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

function commonLogTime(epochMs: number): string {
  const date = new Date(epochMs);
  const two = (part: number) => String(part).padStart(2, '0');
  const month = months[date.getUTCMonth()] ?? '';
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${two(date.getUTCDate())}/${month}/${date.getUTCFullYear()}:${time} +0000`;
}
