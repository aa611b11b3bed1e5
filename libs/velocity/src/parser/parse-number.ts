import { literal } from '../expressions/literals.ts';
import type { Expression } from '../nodes.ts';
import { JavaDouble } from '../values/java-double.ts';
import { isInt } from '../values/value.ts';
import type { Cursor } from './cursor.ts';

const exponent = '(?:[eE][+-]?[0-9]+)';
const double = new RegExp(`-?(?:[0-9]+\\.(?!\\.)[0-9]*${exponent}?|\\.[0-9]+${exponent}?|[0-9]+${exponent})`, 'y');
const integer = /-?[0-9]+/y;

/** Parses a number literal, of which a minus without a blank behind it is a part. */
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
