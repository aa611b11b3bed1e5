import type { JsonNumber } from '../../json/json-number.ts';
import { keyword } from '../keyword.ts';

const codePoints = (text: string) => Array.from(text).length;

export const stringKeywords = {
  minLength: keyword(['string'], (minimum: JsonNumber) => (text: string, report) => {
    const length = codePoints(text);
    if (length < Number(minimum))
      report.error(() => `string "${text}" is too short (length: ${length}, required minimum: ${String(minimum)})`);
  }),
  maxLength: keyword(['string'], (maximum: JsonNumber) => (text: string, report) => {
    const length = codePoints(text);
    if (length > Number(maximum))
      report.error(() => `string "${text}" is too long (length: ${length}, maximum allowed: ${String(maximum)})`);
  }),
  /** Without the flag `u`, as ECMAScript 5 has none. */
  pattern: keyword(['string'], (pattern: string) => {
    const expression = new RegExp(pattern);
    return (text: string, report) => {
      if (!expression.test(text))
        report.error(() => `ECMA 262 regex "${pattern}" does not match input string "${text}"`);
    };
  }),
};
