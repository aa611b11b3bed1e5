import * as z from 'zod/mini';

/** Whole numbers of any size, as in JSON Schema; zod's own `int` stops at 2^53. */
export const integer = () => z.refine<number>(Number.isInteger, 'must be a whole number');

/** JSON Schema counts characters, JavaScript counts UTF-16 units. */
export const minCodePoints = (limit: number) =>
  z.refine<string>((text) => Array.from(text).length >= limit, `must have at least ${limit} characters`);
export const maxCodePoints = (limit: number) =>
  z.refine<string>((text) => Array.from(text).length <= limit, `must have at most ${limit} characters`);

/** `__proto__` as a key of its own, which `JSON.parse` makes, is a key like any other. */
export const noOtherKeys = (names: readonly string[]) =>
  z.refine<object>((value) => Object.keys(value).every((key) => names.includes(key)), 'has other properties');
