import { describe, expect, it } from 'vitest';
import { itemBytes, readUnits, writeUnits } from './item-size.ts';
import { logBytes } from './log-bytes.ts';

describe('sizes as AWS counts them', () => {
  it('D9 an item has the bytes of its names and values', () => {
    expect(itemBytes({ id: { S: 'é' } })).toBe(2 + 2);
    expect(itemBytes({ n: { N: '1795000000' } })).toBe(1 + 6);
    expect(itemBytes({ b: { BOOL: true } })).toBe(2);
    expect(itemBytes({ error: { M: { type: { S: 'E' } } } })).toBe(5 + 3 + 4 + 1 + 1);
  });

  it('rounds up to units of 1 KB written and 4 KB read', () => {
    expect([1, 1024, 1025].map(writeUnits)).toEqual([1, 1, 2]);
    expect([0, 4096, 4097].map(readUnits)).toEqual([1, 1, 2]);
  });

  it('adds 26 bytes to each log line', () => {
    expect(logBytes(['ab', 'é'])).toBe(2 + 2 + 2 * 26);
  });
});
