import { arithmetic, comparison, equality, logic, negation } from '../expressions/operators.ts';
import type { Expression } from '../nodes.ts';
import type { Cursor } from './cursor.ts';
import { parseSimple } from './parse-arguments.ts';

type Combine = (left: Expression, right: Expression, source: string) => Expression;
type Level = readonly (readonly [pattern: RegExp, combine: Combine])[];

/** A word operator such as `and` must not continue as another word. */
const symbolOrWord = (symbol: string, word: string) => new RegExp(`${symbol}|${word}(?![A-Za-z0-9_@])`, 'y');

/** Operators from the weakest to the strongest; those of one level are taken from left to right. */
const levels: readonly Level[] = [
  [[symbolOrWord('\\|\\|', 'or'), logic('or')]],
  [[symbolOrWord('&&', 'and'), logic('and')]],
  [
    [symbolOrWord('==', 'eq'), equality('==')],
    [symbolOrWord('!=', 'ne'), equality('!=')],
  ],
  [
    [symbolOrWord('<=', 'le'), comparison('<=')],
    [symbolOrWord('>=', 'ge'), comparison('>=')],
    [symbolOrWord('<', 'lt'), comparison('<')],
    [symbolOrWord('>', 'gt'), comparison('>')],
  ],
  [
    [/\+/y, arithmetic('+')],
    // A minus followed by a digit belongs to the number, so that `5 -3` is an error as in Velocity.
    [/-(?!\.?\d)/y, arithmetic('-')],
  ],
  [
    [/\*/y, arithmetic('*')],
    [/\//y, arithmetic('/')],
    [/%/y, arithmetic('%')],
  ],
];

const not = symbolOrWord('!(?!=)', 'not');

/** Parses what stands on the right-hand side of `#set`, or in `#if(…)`. */
export function parseExpression(cursor: Cursor): Expression {
  return parseLevel(cursor, 0);
}

function parseLevel(cursor: Cursor, depth: number): Expression {
  const level = levels[depth];
  if (!level) return parseUnary(cursor);
  const start = cursor.offset;
  let left = parseLevel(cursor, depth + 1);
  for (let combine = takeOperator(cursor, level); combine; combine = takeOperator(cursor, level)) {
    const right = parseLevel(cursor, depth + 1);
    left = combine(left, right, cursor.source.text.slice(start, cursor.offset));
  }
  return left;
}

function takeOperator(cursor: Cursor, level: Level): Combine | undefined {
  return level.find(([pattern]) => cursor.take(pattern))?.[1];
}

function parseUnary(cursor: Cursor): Expression {
  cursor.skipWhitespace();
  const start = cursor.offset;
  if (!cursor.take(not)) return parsePrimary(cursor);
  const operand = parseUnary(cursor);
  return negation(operand, cursor.source.text.slice(start, cursor.offset));
}

function parsePrimary(cursor: Cursor): Expression {
  const primary = cursor.take(/\(/y) ? parseGroup(cursor) : parseSimple(cursor);
  if (!primary) throw cursor.error(`expected a value, found ${cursor.found}`);
  cursor.skipWhitespace();
  return primary;
}

function parseGroup(cursor: Cursor): Expression {
  const inner = parseExpression(cursor);
  cursor.expect(')', 'after the expression');
  return inner;
}

/** Parses `(`, blanks before it allowed. */
export function openParenthesis(cursor: Cursor, directive: string): void {
  if (!cursor.take(/[ \t\r\n]*\(/y)) throw cursor.error(`${directive} needs a parenthesis, found ${cursor.found}`);
}

/** Parses the `)` that closes a directive, with the rest of the line if that is blank. */
export function closeParenthesis(cursor: Cursor, directive: string): void {
  cursor.expect(')', `at the end of ${directive}`);
  cursor.take(/[ \t]*(?:\r\n|\r|\n)/y);
}
