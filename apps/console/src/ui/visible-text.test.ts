import { expect, it } from 'vitest';
import { toJson, visible } from './visible-text.ts';

it('escapes invisible characters and changes nothing else', () => {
  expect(visible('a\u0000\u001b[31m\u009b\u202etxt\u200b\ufeff')).toBe(
    'a\\u0000\\u001b[31m\\u009b\\u202etxt\\u200b\\ufeff',
  );
  expect(visible('ü 💼\n\t<b>&amp;')).toBe('ü 💼\n\t<b>&amp;');
});

it('writes any value as JSON', () => {
  expect(toJson(JSON.parse('{"__proto__":{"a":"\\u202e"}}'))).toBe('{\n  "__proto__": {\n    "a": "\\u202e"\n  }\n}');
  expect(toJson(undefined)).toBe('');
});
