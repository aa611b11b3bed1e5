import { type Caller, headerValue, type HttpRequest } from '../../kernel/index.ts';
import type { MethodDefinition, RestApiDefinition } from './definition.ts';
import type { GatewayContext } from './mapping/index.ts';
import type { RequestIds } from './request-ids.ts';

export interface ContextFacts {
  readonly request: HttpRequest;
  readonly ids: RequestIds;
  readonly requestTime: number;
  readonly method?: MethodDefinition;
  readonly caller?: Caller;
}

/** Builds `$context` for templates, gateway responses and access logs (docs/facts/a.md#a70, #a71, #a73, #a79). */
export function gatewayContext(api: RestApiDefinition, facts: ContextFacts): GatewayContext {
  const { request, ids, requestTime, method, caller } = facts;
  const domainName = headerValue(request, 'host') ?? `${api.id}.execute-api.${api.region}.amazonaws.com`;
  return {
    ...(method && { resourceId: method.resourceId, resourcePath: method.resourcePath }),
    httpMethod: request.method,
    extendedRequestId: ids.extendedRequestId,
    requestTime: commonLogTime(requestTime),
    path: request.path,
    accountId: api.accountId,
    protocol: 'HTTP/1.1',
    stage: api.stageName,
    domainPrefix: domainName.split('.', 1)[0] ?? domainName,
    requestTimeEpoch: requestTime,
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
