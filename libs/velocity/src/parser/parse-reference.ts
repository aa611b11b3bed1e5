import { Reference } from '../expressions/reference.ts';
import { IndexStep, MethodStep, PropertyStep, type Step } from '../expressions/steps.ts';
import type { Statement } from '../nodes.ts';
import type { Cursor } from './cursor.ts';
import type { ReferenceEnd } from './open-references.ts';
import { parseArguments, parseIndexArgument } from './parse-arguments.ts';
import type { Parsed } from './parse-template.ts';
import { isSwallowed } from './swallowed.ts';

// A name in braces may start with a dollar, and then names a variable that is never set.
const start = /(\\*)\$(?:(\\*)(!))?(?:(\{)((?:\\*\$(?:\\*!)?)*[A-Z_][\w-]*)|([A-Z_][\w-]*))/iy;
const literalDollar = /(\\*\$)((?:\\*!)?\{?)/y;
const property = /\.([A-Z][\w-]*)/iy;

/** Parses what starts with `$`, or with backslashes and `$`: a reference, or text that only looks like one (`$5`). */
export function parseReferenceStatement(cursor: Cursor): Parsed {
  const match = cursor.peek(start);
  const { openReferences } = cursor;
  openReferences.leaveUnlessProperty();
  if (!match) {
    const dollar = parseLiteralDollar(cursor);
    if (cursor.char === '#') openReferences.enter('other');
    else if (cursor.char !== '$') openReferences.leaveAll();
    return dollar;
  }
  if ((match[2] ?? '') !== '') return parseQuietEscape(cursor, match);
  const reference = parseReference(cursor);
  if (!reference.formal) openReferences.enter(endOf(reference.steps));
  return reference;
}

const brokenDirective = /#\{?(?:foreach|define|break)(?![\w@])/y;

function parseLiteralDollar(cursor: Cursor): string {
  const begin = cursor.offset;
  const [whole = '', dollar = '', mark = ''] = cursor.take(literalDollar) ?? [];
  if (cursor.atEnd && !mark.endsWith('{')) throw cursor.error(`${whole} cannot be the last characters`, begin);
  // Backslashes between two dollars escape nothing.
  const slashes = cursor.take(/\\+(?=\$)/y)?.[0];
  if (slashes !== undefined) return whole + slashes;
  if (cursor.peek(brokenDirective)) throw cursor.error(`${whole} keeps what follows from being a directive`, begin);
  if (isSwallowed(cursor)) return mark.endsWith('{') ? whole : '';
  // Velocity loses the mark of `$!` when no name follows it.
  const keepsMark = mark.endsWith('{') || cursor.peek(/[[#]/y) !== undefined || cursor.peek(start) !== undefined;
  return keepsMark ? whole : dollar;
}

/** Parses a reference that must stand at the cursor. */
export function parseReference(cursor: Cursor): Reference {
  const begin = cursor.offset;
  const match = cursor.take(start);
  if (!match) throw cursor.error(`expected a reference such as $name, found ${cursor.found}`);
  const [, slashes = '', , bang, brace, bracedRoot, bareRoot] = match;
  const root = bracedRoot ?? bareRoot ?? '';
  if (root === 'true' || root === 'false') throw cursor.error(`$${root} cannot be a reference`, begin);
  const steps = parseSteps(cursor);
  if (brace === '{') cursor.expect('}', 'at the end of the reference');
  const literalAt = begin + slashes.length;
  return new Reference({
    source: cursor.source.text.slice(literalAt, cursor.offset),
    location: cursor.location(literalAt),
    root,
    steps,
    quiet: bang === '!',
    formal: brace === '{',
    slashes: slashes.length,
  });
}

/** Parses the properties, methods and indexes after a name. */
export function parseSteps(cursor: Cursor): Step[] {
  const steps: Step[] = [];
  for (;;) {
    const location = cursor.location();
    const name = cursor.take(property)?.[1];
    if (name === 'true' || name === 'false') throw cursor.error(`.${name} cannot be a property`, location.offset);
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

/** An index doesn't end a property. */
function endOf(steps: readonly Step[]): ReferenceEnd {
  return steps.findLast((step) => !(step instanceof IndexStep)) instanceof PropertyStep ? 'property' : 'other';
}

/** `$\!name` is a reference that never has a value, and is printed with one backslash less. */
function parseQuietEscape(cursor: Cursor, match: RegExpExecArray): Statement {
  const [whole, slashes = '', innerSlashes = ''] = match;
  cursor.offset += whole.length;
  cursor.openReferences.enter(endOf(parseSteps(cursor)));
  const content = `${slashes}$${innerSlashes.slice(1)}${whole.slice(slashes.length + 1 + innerSlashes.length)}`;
  return {
    render(rendering) {
      if (rendering.hooks.undefinedReference === 'source') rendering.output += content;
      return 'normal';
    },
  };
}
