import { describe, expect, it } from 'vitest';
import { compilePattern } from './event-pattern.ts';

const matches = (pattern: object, event: object) => compilePattern(pattern).matches(event);

/** Checks which values of `detail.x` a list of matchers accepts and rejects; undefined means absent. */
function field(matchers: unknown[], { accepts, refuses }: { accepts: unknown[]; refuses: unknown[] }): void {
  const event = (x: unknown) => ({ source: 'a', detail: x === undefined ? { y: 1 } : { x } });
  const pattern = { detail: { x: matchers } };
  for (const value of accepts) expect([value, matches(pattern, event(value))]).toEqual([value, true]);
  for (const value of refuses) expect([value, matches(pattern, event(value))]).toEqual([value, false]);
}

describe('a value in an event pattern', () => {
  it('matches exactly, including type and case', () => {
    field(['a', 1, true, null], {
      accepts: ['a', 1, true, null],
      refuses: ['A', 'aa', '1', 2, false, 'null', undefined],
    });
    field([''], { accepts: [''], refuses: ['a', null, undefined] });
    field([300], { accepts: [300, 3e2], refuses: ['300'] });
  });

  it('matches a list when one of its elements does', () => {
    field(['a'], {
      accepts: [
        ['a', 'b'],
        ['c', ['a']],
      ],
      refuses: [[], ['b'], { a: 'a' }],
    });
    field([null], { accepts: [[null]], refuses: [[]] });
  });

  it('prefix and suffix match the ends of strings, case-sensitively or not', () => {
    field([{ prefix: 'ab' }], { accepts: ['ab', 'abc'], refuses: ['Abc', 'cab', 1, null, undefined] });
    field([{ suffix: 'ab' }], { accepts: ['ab', 'cab'], refuses: ['cAb', 'abc', 1] });
    field([{ prefix: { 'equals-ignore-case': 'aB' } }], { accepts: ['Abc', 'ABC'], refuses: ['cab'] });
    field([{ suffix: { 'equals-ignore-case': 'aB' } }], { accepts: ['cAB', 'ab'], refuses: ['abc'] });
  });

  it('equals-ignore-case compares whole strings', () => {
    field([{ 'equals-ignore-case': 'aB' }], { accepts: ['ab', 'AB'], refuses: ['abc', '', 1] });
  });

  it('anything-but requires a value other than these', () => {
    field([{ 'anything-but': 'a' }], { accepts: ['b', 'A', 1, null, ['a', 'b']], refuses: ['a', ['a'], undefined] });
    field([{ 'anything-but': ['a', 'b'] }], { accepts: ['c', null], refuses: ['a', 'b', undefined] });
    field([{ 'anything-but': [1, 2] }], { accepts: [3, '1'], refuses: [1, 2] });
    field([{ 'anything-but': 0 }], { accepts: [1], refuses: [0] });
  });

  it('anything-but accepts prefix, suffix, equals-ignore-case and wildcard, with a string or a list', () => {
    field([{ 'anything-but': { prefix: 'a' } }], { accepts: ['ba', 1, null], refuses: ['ab', undefined] });
    field([{ 'anything-but': { prefix: ['a', 'b'] } }], { accepts: ['c'], refuses: ['ab', 'ba'] });
    field([{ 'anything-but': { suffix: ['a', 'b'] } }], { accepts: ['ac'], refuses: ['ba', 'ab'] });
    field([{ 'anything-but': { 'equals-ignore-case': ['a', 'B'] } }], { accepts: ['c'], refuses: ['A', 'b'] });
    field([{ 'anything-but': { wildcard: 'a*z' } }], { accepts: ['az1', 1], refuses: ['az', 'a1z'] });
    field([{ 'anything-but': { wildcard: ['a*', '*b'] } }], { accepts: ['c'], refuses: ['a', 'cb'] });
  });

  it('numeric compares numbers with one or two bounds', () => {
    field([{ numeric: ['=', 3.018e2] }], { accepts: [301.8], refuses: [301, '301.8', undefined] });
    field([{ numeric: ['>', 0, '<=', 5] }], { accepts: [0.1, 5], refuses: [0, 5.1, -1, '3'] });
    field([{ numeric: ['<', 10] }], { accepts: [9.99, -1e9], refuses: [10] });
    field([{ numeric: ['>=', -5, '<', 5] }], { accepts: [-5, 0], refuses: [5, -5.1] });
  });

  it('exists works on plain values only', () => {
    field([{ exists: true }], { accepts: ['', 0, null, [1]], refuses: [{ a: 1 }, [], {}, undefined] });
    field([{ exists: false }], { accepts: [undefined, { a: 1 }, []], refuses: ['', null, 0] });
  });

  it('cidr matches IPv4 and IPv6 addresses in the range', () => {
    field([{ cidr: '10.0.1.0/24' }], {
      accepts: ['10.0.1.0', '10.0.1.255'],
      refuses: ['10.0.2.1', '10.0.1', 1, '::1'],
    });
    field([{ cidr: '2001:db8::/32' }], {
      accepts: ['2001:db8::1', '2001:0db8:1::'],
      refuses: ['2001:db9::1', '10.0.1.0'],
    });
  });

  it('wildcard treats * as any characters, and \\* and \\\\ literally', () => {
    field([{ wildcard: 'a*c*' }], { accepts: ['ac', 'abc', 'abcd', 'a\nc'], refuses: ['bac', 'ab', 1] });
    field([{ wildcard: 'a\\*c\\\\' }], { accepts: ['a*c\\'], refuses: ['abc\\', 'a*c'] });
    field([{ wildcard: 'a.c' }], { accepts: ['a.c'], refuses: ['abc'] });
  });

  it('requires one matcher of its list to match', () => {
    field(['a', { prefix: 'b' }, { exists: false }], { accepts: ['a', 'bc', undefined], refuses: ['c'] });
  });
});

describe('an event pattern', () => {
  it('requires all of its fields to match', () => {
    const pattern = { source: ['a'], detail: { x: [1], y: { z: ['b'] } } };
    expect(matches(pattern, { source: 'a', detail: { x: 1, y: { z: 'b' }, more: 1 } })).toBe(true);
    expect(matches(pattern, { source: 'a', detail: { x: 1, y: { z: 'c' } } })).toBe(false);
    expect(matches(pattern, { source: 'a', detail: { x: 1 } })).toBe(false);
    expect(matches(pattern, { detail: { x: 1, y: { z: 'b' } } })).toBe(false);
  });

  it('C38 compares names case-sensitively', () => {
    expect(matches({ source: ['a'] }, { Source: 'a' })).toBe(false);
  });

  it('requires one branch of $or, at any level, along with its sibling fields', () => {
    const pattern = { source: ['a'], detail: { $or: [{ x: [1] }, { y: [{ exists: true }], z: [2] }] } };
    expect(matches(pattern, { source: 'a', detail: { x: 1 } })).toBe(true);
    expect(matches(pattern, { source: 'a', detail: { y: 0, z: 2 } })).toBe(true);
    expect(matches(pattern, { source: 'a', detail: { y: 0 } })).toBe(false);
    expect(matches(pattern, { source: 'b', detail: { x: 1 } })).toBe(false);
  });

  it('treats exists: false as met when the parent is missing', () => {
    const pattern = { detail: { image: { made: { S: [{ 'anything-but': ['roses'] }, { exists: false }] } } } };
    expect(matches(pattern, { detail: { image: { bought: { N: '1' } } } })).toBe(true);
    expect(matches(pattern, { detail: { image: { made: { S: 'roses' } } } })).toBe(false);
  });

  it('matches values in a list of objects within the same element', () => {
    const pattern = { detail: { jobs: { name: ['a'], state: ['failed'] } } };
    const event = (jobs: unknown) => ({ detail: { jobs } });
    expect(matches(pattern, event([{ name: 'b' }, { name: 'a', state: 'failed' }]))).toBe(true);
    expect(
      matches(
        pattern,
        event([
          { name: 'a', state: 'done' },
          { name: 'b', state: 'failed' },
        ]),
      ),
    ).toBe(false);
  });

  it('joins names with dots, in the event and in the pattern', () => {
    expect(matches({ detail: { state: { status: ['on'] } } }, { detail: { 'state.status': 'on' } })).toBe(true);
    expect(matches({ detail: { 'state.status': ['on'] } }, { detail: { state: { status: 'on' } } })).toBe(true);
    expect(matches({ detail: { 'state.status': { status: ['on'] } } }, { detail: { state: { status: 'on' } } })).toBe(
      false,
    );
  });

  it('keeps its text', () => {
    expect(compilePattern({ source: ['a'] }).text).toBe('{"source":["a"]}');
  });

  it('ignores inherited object properties', () => {
    expect(matches({ constructor: { name: [{ exists: true }] } }, {})).toBe(false);
    expect(matches(JSON.parse('{"__proto__":["a"]}') as object, JSON.parse('{"__proto__":"a"}') as object)).toBe(true);
  });
});
