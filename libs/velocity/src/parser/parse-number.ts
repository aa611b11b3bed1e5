import { literal } from '../expressions/literals.ts';
import type { Expression } from '../nodes.ts';
import { JavaDouble } from '../values/java-double.ts';
import { isInt } from '../values/value.ts';
import type { Cursor } from './cursor.ts';

const double = /-?(?:\d+\.(?!\.)\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|\d+e[+-]?\d+)/iy;
const integer = /-?\d+/y;

/** Parses a number literal; a minus without a space after it is part of it. */
export function parseNumber(cursor: Cursor): Expression | undefined {
  const image = cursor.take(double)?.[0];
  return image === undefined ? integerLiteral(cursor) : literal(image, new JavaDouble(Number(image)));
}

/** Parses an integer literal: an Integer, or a Long when it is too large. */
export function integerLiteral(cursor: Cursor): Expression | undefined {
  const image = cursor.take(integer)?.[0];
  if (image === undefined) return undefined;
  return literal(image, isInt(Number(image)) ? Number(image) : BigInt(image));
}
