import { describe, expect, it } from 'vitest';
import { mappingScope, render } from './scope.fixture.ts';

describe('$context', () => {
  it('A69 prints an empty string for an absent value, never the reference', () => {
    const source = '[$context.identity.user][$context.identity.caller][$context.authorizer.claims][$context.nothing]';
    expect(render(source)).toBe('[][][][]');
  });

  it('A69 prints nothing for a variable that was never set', () => {
    expect(render('[$nobody][${nobody.name}][$!nobody]')).toBe('[][][]');
  });

  it('A70 has these keys', () => {
    expect(render('$context.keySet()')).toBe(
      '[resourceId, resourcePath, httpMethod, extendedRequestId, requestTime, path, accountId, protocol, ' +
        'requestOverride, stage, domainPrefix, requestTimeEpoch, requestId, identity, domainName, deploymentId, ' +
        'responseOverride, apiId]',
    );
  });

  it('A70 prints nothing for the identity and override objects themselves', () => {
    expect(render('[$context.identity][$context.requestOverride][$context.responseOverride]')).toBe('[][][]');
  });

  it('A71 has the request as it is: path with stage, time in milliseconds', () => {
    const source =
      '$context.path $context.resourcePath $context.requestTimeEpoch $context.requestTime $context.protocol';
    expect(render(source)).toBe('/dev/jobs /jobs 1795000000123 20/Nov/2026:10:00:00 +0000 HTTP/1.1');
  });

  it('A73 identity has these keys, most of them empty without authentication', () => {
    expect(render('$context.identity.keySet()')).toBe(
      '[cognitoIdentityPoolId, accountId, cognitoIdentityId, caller, sourceIp, principalOrgId, accessKey, ' +
        'cognitoAuthenticationType, cognitoAuthenticationProvider, userArn, userAgent, user]',
    );
    expect(render('$context.identity.sourceIp|$context.identity.userAgent|$context.identity.accountId')).toBe(
      '127.0.0.1|curl/8|',
    );
  });

  it('A79 identity names the signer', () => {
    const { context } = mappingScope();
    const userArn = 'arn:aws:sts::000000000000:assumed-role/Role/session';
    const identity = { ...context.identity, caller: 'AROA1:session', userArn };
    expect(render('$context.identity.caller $context.identity.userArn', { context: { ...context, identity } })).toBe(
      `AROA1:session ${userArn}`,
    );
  });

  it('A95 calculates with requestTimeEpoch in whole numbers', () => {
    const source = '#set($ttl = $context.requestTimeEpoch / 1000 + 86400){"N": "$ttl"}';
    expect(render(source)).toBe('{"N": "1795086400"}');
  });

  it('reads a hyphen as part of the preceding name', () => {
    expect(render('[$context.stage-x][${context.stage}-x]')).toBe('[][dev-x]');
  });
});

describe('$stageVariables', () => {
  it("A78 contains the stage's variables", () => {
    expect(render('$stageVariables.table [$stageVariables.other]', { stageVariables: { table: 'jobs' } })).toBe(
      'jobs []',
    );
  });
});
