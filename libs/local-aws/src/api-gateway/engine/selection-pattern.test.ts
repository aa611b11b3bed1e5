import { describe, expect, it } from 'vitest';
import { compileSelectionPattern } from './selection-pattern.ts';

describe('a selection pattern', () => {
  it.each([
    ['4\\d{2}', '404', true],
    ['4\\d{2}', '4040', false],
    ['4\\d{2}', 'a404', false],
    ['[45]\\d\\d', '503', true],
    ['a|b', 'ab', false],
    ['.+', 'one\ntwo', false],
    ['(?s).+', 'one\ntwo', true],
    ['(?i)oh', 'OH', true],
    ['(?si)o.h', 'O\nH', true],
    ['(?m)^a$', 'a\nb', false],
    ['a', 'a\n', false],
    ['.*\\[BadRequest\\].*', 'x [BadRequest] y', true],
    ['\\QA\\E|b', 'b', null],
    ['\\s+', '\u00a0', false],
    ['[\\s]+', ' \t', true],
    ['\\S+', '\u00a0', true],
    ['(?:a|b)+(?=c)c', 'abc', true],
    ['(?<name>a)\\k<name>', 'aa', null],
    ['.*', '', true],
    ['^$|x', '', true],
  ])('A50 %s matches %j as a whole: %s', (pattern, text, expected) => {
    if (expected === null) expect(() => compileSelectionPattern(pattern)).toThrow(pattern);
    else expect(compileSelectionPattern(pattern).test(text)).toBe(expected);
  });

  it.each([
    '(?x)a b',
    '(?i:a)b',
    '(?>a)',
    'a*+',
    'a++',
    'a?+',
    'a{2}+',
    '[a-z&&[^b]]',
    '[a[b]]',
    '\\p{Alpha}',
    '\\h',
    '\\G',
    '(',
    '[]a]',
  ])('is rejected where Java and JavaScript disagree: %s', (pattern) => {
    expect(() => compileSelectionPattern(pattern)).toThrow(`the selection pattern "${pattern}"`);
  });

  it('keeps no state between texts', () => {
    const pattern = compileSelectionPattern('a+');
    expect([pattern.test('aa'), pattern.test('aa'), pattern.test('b')]).toEqual([true, true, false]);
  });
});
