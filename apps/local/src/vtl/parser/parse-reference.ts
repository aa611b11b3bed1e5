import { IndexStep, MethodStep, PropertyStep, type Step } from '../expressions/steps.ts';
import { Reference } from '../expressions/reference.ts';
import type { Statement } from '../nodes.ts';
import type { Cursor } from './cursor.ts';
import { parseArguments, parseIndexArgument } from './parse-arguments.ts';
import type { Parsed } from './parse-template.ts';

const start = /(\\*)\$(?:(\\*)(!))?(\{?)([A-Za-z_][A-Za-z0-9_-]*)/y;
const literalStart = /(\\*\$)(?:\\*!(?![{[]))?/y;
const property = /\.([A-Za-z][A-Za-z0-9_-]*)/y;

/** Parses what starts with `$`, or with backslashes and `$`: a reference, or text that only looks like one (`$5`). */
export function parseReferenceStatement(cursor: Cursor): Parsed {
  const match = cursor.peek(start);
  if (!match) {
    // Velocity loses the mark of `$!` when no name comes behind it.
    const [whole = '', literal = ''] = cursor.take(literalStart) ?? [];
    if (cursor.atEnd) throw cursor.error(`${whole} can not be the last characters`, cursor.offset - whole.length);
    return literal;
  }
  const innerSlashes = match[2] ?? '';
  if (innerSlashes !== '') return parseQuietEscape(cursor, match);
  return parseReference(cursor);
}

/** Parses a reference that must stand at the cursor. */
export function parseReference(cursor: Cursor): Reference {
  const begin = cursor.offset;
  const match = cursor.take(start);
  if (!match) throw cursor.error(`expected a reference such as $name, found ${cursor.found}`);
  const [, slashes = '', , bang, brace, root = ''] = match;
  if (root === 'true' || root === 'false') throw cursor.error(`$${root} can not be a reference`, begin);
  const steps = parseSteps(cursor);
  if (brace === '{') cursor.expect('}', 'at the end of the reference');
  const literalAt = begin + slashes.length;
  return new Reference({
    source: cursor.source.text.slice(literalAt, cursor.offset),
    location: cursor.location(literalAt),
    root,
    steps,
    quiet: bang === '!',
    slashes: slashes.length,
  });
}

function parseSteps(cursor: Cursor): Step[] {
  const steps: Step[] = [];
  for (;;) {
    const location = cursor.location();
    const name = cursor.take(property)?.[1];
    if (name !== undefined) {
      if (cursor.take(/\(/y)) steps.push(new MethodStep(name, parseArguments(cursor), location));
      else steps.push(new PropertyStep(name));
    } else if (cursor.take(/\[/y)) {
      steps.push(new IndexStep(parseIndexArgument(cursor), location));
    } else {
      return steps;
    }
  }
}

/** `$\!name` is a reference that never has a value, and is printed with one backslash less. */
function parseQuietEscape(cursor: Cursor, match: RegExpExecArray): Statement {
  const [whole, slashes = '', innerSlashes = ''] = match;
  cursor.offset += whole.length;
  const content = `${slashes}$${innerSlashes.slice(1)}${whole.slice(slashes.length + 1 + innerSlashes.length)}`;
  return {
    render(rendering) {
      if (rendering.hooks.undefinedReference === 'source') rendering.output += content;
      return 'normal';
    },
  };
}
