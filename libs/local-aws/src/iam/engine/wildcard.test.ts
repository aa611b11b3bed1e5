import { describe, expect, it } from 'vitest';
import { matchesArn, matchesWildcard } from './wildcard.ts';

describe('a pattern', () => {
  it.each([
    ['*', ''],
    ['*', 'anything:at/all'],
    ['a*c', 'abbbc'],
    ['a*b*c', 'a-b-b-c'],
    ['a?c', 'abc'],
    ['arn:aws:execute-api:*:*:api/dev/*/jobs', 'arn:aws:execute-api:eu-west-1:0:api/dev/POST/jobs'],
    ['a.c', 'a.c'],
    ['**', ''],
  ])('%s matches %s', (pattern, text) => {
    expect(matchesWildcard(pattern, text)).toBe(true);
  });

  it.each([
    ['', 'a'],
    ['a*c', 'abbb'],
    ['a?c', 'ac'],
    ['a?c', 'abbc'],
    ['abc', 'ABC'],
    ['a.c', 'abc'],
    ['api/dev/GET/jobs', 'api/dev/GET/jobs/1'],
  ])('%s does not match %s', (pattern, text) => {
    expect(matchesWildcard(pattern, text)).toBe(false);
  });

  it('stays fast for a text that almost matches many stars', () => {
    const startedAt = performance.now();

    expect(matchesWildcard(`${'a*'.repeat(30)}b`, 'a'.repeat(10_000))).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('an ARN pattern', () => {
  it.each([
    ['arn:aws:iam::*:role/*', 'arn:aws:iam::000000000000:role/a', true],
    ['arn:aws:sns:*:0:t:*', 'arn:aws:sns:eu-west-1:0:t:sub', true],
    ['arn:aws:iam::*', 'arn:aws:iam::000000000000:role/a', false],
    ['*', 'arn:aws:iam::000000000000:role/a', false],
  ])('%s on %s: %s', (pattern, arn, expected) => {
    expect(matchesArn(pattern, arn)).toBe(expected);
  });
});
