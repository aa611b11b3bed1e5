import { describe, expect, it } from 'vitest';
import { Memo } from './memo.ts';

describe('Memo', () => {
  it('computes a result once', () => {
    const memo = new Memo<number>(2);
    const computed: string[] = [];
    const lengthOf = (text: string) => memo.get(text, () => computed.push(text) && text.length);
    expect([lengthOf('a'), lengthOf('bb'), lengthOf('a')]).toEqual([1, 2, 1]);
    expect(computed).toEqual(['a', 'bb']);
  });

  it('keeps at most the given number of results', () => {
    const memo = new Memo<number>(2);
    for (const key of ['a', 'b', 'c']) memo.get(key, () => 1);
    expect(memo.get('a', () => 2)).toBe(2);
    expect(memo.get('c', () => 2)).toBe(1);
  });

  it('does not remember undefined', () => {
    const memo = new Memo<number | undefined>(2);
    expect(memo.get('a', () => undefined)).toBeUndefined();
    expect(memo.get('a', () => 1)).toBe(1);
  });
});
