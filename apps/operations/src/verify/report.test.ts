import { describe, expect, it } from 'vitest';
import { couldNotTell, type Probe } from './probe.ts';
import { formatReport } from './report.ts';

const accountId = '111122223333';

/** The row in the report of a probe that could not tell, with this detail. */
function rowWith(detail: string): string | undefined {
  const probe: Probe = { fact: 'A1', statement: 'it is so', ask: () => Promise.reject(new Error('not probed')) };
  const header = { region: 'eu-west-1', accountId, time: new Date(0) };
  const report = formatReport([{ probe, verdict: couldNotTell(detail) }], header);
  return /^\| could not tell \| A1 \| it is so \| (.*) \|$/m.exec(report)?.[1];
}

const token = 'IQoJb3JpZ2luX2VjEB'.repeat(20);

describe('the report', () => {
  it.each([
    ['an account', `no ${accountId} here`, 'no ACCOUNT here'],
    [
      'a person',
      `User: arn:aws:sts::${accountId}:assumed-role/AWSReservedSSO_Admin_0/jo@example.com is not authorized`,
      'User: PRINCIPAL is not authorized',
    ],
    [
      'the end of an account',
      'on resource: arn:aws:execute-api:eu-west-1:********3333:verify/POST',
      'on resource: arn:aws:execute-api:eu-west-1:ACCOUNT:verify/POST',
    ],
    ['an access key', 'Credential=ASIAIOSFODNN7EXAMPLE/20261127', 'Credential=ACCESS_KEY/20261127'],
    ['a session token', `x-amz-security-token:${token}`, 'x-amz-security-token:TOKEN'],
    [
      'the URL of an API',
      'getaddrinfo ENOTFOUND a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com',
      'getaddrinfo ENOTFOUND API.execute-api.eu-west-1.amazonaws.com',
    ],
  ])('does not name %s', (_what, detail, row) => {
    expect(rowWith(detail)).toBe(row);
  });

  it('has any other observation in one cell', () => {
    expect(rowWith('expected "a|b",\n got [1.0]')).toBe(String.raw`expected "a\|b", got [1.0]`);
  });
});
