import { describe, expect, it } from 'vitest';
import { patternProblem } from './patterns.ts';

describe('a pattern in a request', () => {
  it.each([
    '^\\S+@\\S+$',
    '^https?://',
    '^[A-Za-z0-9_-]+$',
    '^(?:a|b)+?$',
    '^(?=.*[0-9]).*$',
    '^[^,]*$',
    '\\d{3}-\\d{4}',
    '^(.+)\\1$',
  ])('may be %s', (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined();
  });

  it.each([
    ['(?<year>\\d{4})', /ECMAScript 5/],
    ['(?<=a)b', /ECMAScript 5/],
    ['\\p{L}', /flag 'u'|ECMAScript 5/],
    ['\\u{1F600}', /flag 'u'|ECMAScript 5|astral|API Gateway/],
    ['^\\@$', /flag 'u'/],
    ['a{2', /ECMAScript 5|flag 'u'/],
    ['[', /ECMAScript 5/],
    ['^.{2}$', /minLength and maxLength/],
    ['^[^a]$', /minLength and maxLength/],
    ['^\\D?$', /minLength and maxLength/],
    ['^[\\S\\s]{3,}$', /minLength and maxLength/],
    ['^😀$', /up to U\+FFFF/],
    ['^[😀]$', /up to U\+FFFF/],
    ['\\uD83D', /up to U\+FFFF/],
  ])('is rejected: %s', (pattern, reason) => {
    expect(patternProblem(pattern)).toMatch(reason);
  });
});
