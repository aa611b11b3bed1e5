import { expect, it } from 'vitest';
import { LineReader } from './line-reader.ts';

const read = (maxLength: number, ...pieces: readonly string[]) => {
  const reader = new LineReader(maxLength);
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.flush()];
};

it.each([
  ['lines that come in pieces', Infinity, ['a', 'b\nc', '\n\n', 'd'], ['ab', 'c', '', 'd']],
  ['a last line with a line break', Infinity, ['a\n'], ['a']],
  ['overlong lines in pieces', 3, ['abcdefgh\nij', 'kl\n'], ['abc', 'def', 'gh', 'ijk', 'l']],
  ['a line of exactly the maximum length', 3, ['abc\n', 'de', 'f\n'], ['abc', 'def']],
])('reads %s', (_what, maxLength, pieces, lines) => {
  expect(read(maxLength, ...pieces)).toEqual(lines);
});
