import { parseSet } from '../directives/set.ts';
import { type Statement, text } from '../nodes.ts';
import { Cursor } from './cursor.ts';
import { parseDirective } from './parse-directive.ts';
import { parseEscape } from './parse-escape.ts';
import { parseReferenceStatement } from './parse-reference.ts';
import { parseReferenceTail } from './parse-reference-tail.ts';
import type { Source } from './source.ts';

export type Terminator = 'end' | 'else' | 'elseif' | 'end of template';

/** Statements up to a terminator, and which one that was. */
export interface Block {
  readonly statements: readonly Statement[];
  readonly terminator: Terminator;
  /** Where the terminator starts. */
  readonly end: number;
}

/** Parses a whole template, or a string literal that is one. */
export function parseTemplate(source: Source): readonly Statement[] {
  const cursor = new Cursor(source);
  const block = parseBlock(cursor);
  if (block.terminator !== 'end of template')
    throw cursor.error(`#${block.terminator} without a directive that it belongs to`, block.end);
  return block.statements;
}

/** Parses statements up to `#end`, `#else`, `#elseif` or the end of the template; the cursor moves past it. */
export function parseBlock(cursor: Cursor): Block {
  const statements = new StatementList();
  while (!cursor.atEnd) {
    const start = cursor.offset;
    const parsed = parseStatement(cursor);
    if (typeof parsed === 'string') statements.addText(parsed);
    else if ('terminator' in parsed)
      return { statements: statements.finish(), terminator: parsed.terminator, end: start };
    else statements.add(parsed);
  }
  return { statements: statements.finish(), terminator: 'end of template', end: cursor.offset };
}

/** What comes next: literal text, a statement, or the end of the block. */
export type Parsed = string | Statement | { readonly terminator: Terminator };

// A #set also takes the blanks before it, when nothing but blanks has come since the last construct.
const setStart = /[ \t]*#(?:set|\{set\}) *\(/y;
const plainText = /[^$#\\]+/y;

function parseStatement(cursor: Cursor): Parsed {
  const { openReferences } = cursor;
  const start = cursor.offset;
  if (cursor.take(setStart)) {
    const set = parseSet(cursor, start);
    // Velocity still reads the reference before the #set here, and stumbles over what could continue it.
    if (openReferences.last && cursor.peek(/\[|(?:true|false)(?![\w-])/y)) {
      throw cursor.error(`${cursor.found} can't follow a #set that directly follows a reference`);
    }
    return set;
  }
  const tail = openReferences.last && parseReferenceTail(cursor);
  if (tail !== undefined) return tail;
  const plain = cursor.take(plainText);
  if (plain) {
    openReferences.leaveAll();
    return plain[0];
  }
  if (cursor.char === '\\') {
    if (!cursor.peek(/\\+\$/y)) openReferences.leaveAll();
    return parseEscape(cursor);
  }
  if (cursor.char === '$') return parseReferenceStatement(cursor);
  return parseHash(cursor);
}

function parseHash(cursor: Cursor): Parsed {
  if (cursor.take(/##[^\r\n]*(?:\r\n|\r|\n)?/y)) {
    cursor.openReferences.leaveUnlessProperty();
    return '';
  }
  if (cursor.take(/#\[\[/y)) return cursor.takeUntil(']]#', 'the text block #[[');
  // A comment that is not closed continues to the end.
  if (cursor.take(/#\*[\s\S]*?(?:\*#|$)/y)) return '';
  cursor.openReferences.leave();
  return parseDirective(cursor);
}

/** Collects statements and joins neighbouring texts. */
class StatementList {
  readonly #statements: Statement[] = [];
  #text = '';

  add(statement: Statement): void {
    this.#flush();
    this.#statements.push(statement);
  }

  addText(content: string): void {
    this.#text += content;
  }

  finish(): readonly Statement[] {
    this.#flush();
    return this.#statements;
  }

  #flush(): void {
    if (this.#text !== '') this.#statements.push(text(this.#text));
    this.#text = '';
  }
}
