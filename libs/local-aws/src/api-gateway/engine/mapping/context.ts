import { PrintedMap, toNumber, type Value } from '@jobs/velocity';
import type { GatewayContext, GatewayIdentity } from './mapping-scope.ts';

/** A part of `$context` that is not printed (docs/facts/a.md#a70). */
export class SilentMap extends PrintedMap {
  override print(): string {
    return '';
  }
}

/**
 * `$context`: keys and their order as recorded (docs/facts/a.md#a70, #a73); values that are absent are null
 * (docs/facts/a.md#a69).
 */
export function contextVariable(
  context: GatewayContext,
  overrides: { readonly requestOverride: Value; readonly responseOverride: Value },
): Map<Value, Value> {
  return new SilentMap([
    ['resourceId', context.resourceId ?? null],
    ['resourcePath', context.resourcePath ?? null],
    ['httpMethod', context.httpMethod],
    ['extendedRequestId', context.extendedRequestId],
    ['requestTime', context.requestTime],
    ['path', context.path],
    ['accountId', context.accountId],
    ['protocol', context.protocol],
    ['requestOverride', overrides.requestOverride],
    ['stage', context.stage],
    ['domainPrefix', context.domainPrefix],
    ['requestTimeEpoch', toNumber(context.requestTimeEpoch)],
    ['requestId', context.requestId],
    ['identity', identityMap(context.identity)],
    ['domainName', context.domainName],
    ['deploymentId', context.deploymentId],
    ['responseOverride', overrides.responseOverride],
    ['apiId', context.apiId],
  ]);
}

function identityMap(identity: GatewayIdentity): Map<Value, Value> {
  return new SilentMap([
    ['cognitoIdentityPoolId', identity.cognitoIdentityPoolId ?? null],
    ['accountId', identity.accountId ?? null],
    ['cognitoIdentityId', identity.cognitoIdentityId ?? null],
    ['caller', identity.caller ?? null],
    ['sourceIp', identity.sourceIp],
    ['principalOrgId', identity.principalOrgId ?? null],
    ['accessKey', identity.accessKey ?? null],
    ['cognitoAuthenticationType', identity.cognitoAuthenticationType ?? null],
    ['cognitoAuthenticationProvider', identity.cognitoAuthenticationProvider ?? null],
    ['userArn', identity.userArn ?? null],
    ['userAgent', identity.userAgent ?? null],
    ['user', identity.user ?? null],
  ]);
}
