import * as z from 'zod/mini';

/** Whole numbers of any size, as in JSON Schema; zod's own `int` stops at 2^53. */
export const integer = () => z.refine<number>(Number.isInteger, 'must be a whole number');
