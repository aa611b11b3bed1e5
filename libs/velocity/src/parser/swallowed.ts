import type { Cursor } from './cursor.ts';

const set = String.raw`[ \t]*#(?:set|\{set\}) *\(`;
const control = String.raw`#(?:(?:if|elseif|else|end|stop)(?![\w@])|\{(?:if|elseif|else|end|stop)\})`;
const comment = String.raw`#\*`;
const escape = String.raw`\\\\|\\#[A-Za-z_@{]`;
const swallowing = new RegExp(`${set}|${control}|${comment}|${escape}`, 'y');

/** Whether what comes next makes Velocity lose a `$` or `#` directly before it. */
export function isSwallowed(cursor: Cursor): boolean {
  return cursor.peek(swallowing) !== undefined;
}
