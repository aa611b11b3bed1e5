import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One observation of how AWS behaves. */
export interface Fact {
  /** Letter of its page, and number: `A47`. */
  readonly number: string;
  readonly title: string;
  /** How it is known; what is `unsure` is not pinned by tests. */
  readonly mark: Mark;
}

const marks = [
  'recorded',
  'docs',
  'observed',
  'source',
  'emulator',
  'client',
  'validator',
  'velocity',
  'unsure',
] as const;
type Mark = (typeof marks)[number];

/** All facts of `docs/facts`, by page and number. */
export function readFacts(workspace: string): readonly Fact[] {
  const folder = join(workspace, 'docs/facts');
  const pages = readdirSync(folder).filter((name) => /^[a-z]\.md$/.test(name));
  return pages.sort().flatMap((name) => parseFacts(readFileSync(join(folder, name), 'utf8'), name));
}

/**
 * The facts of a page: each a heading with its number, its title in bold, sentences, and a line of mark and sources.
 * @param name of the page's file: the letter of its facts and `.md`
 * @throws Error for a fact of another form, a repeated number, or one that is out of order
 */
export function parseFacts(page: string, name: string): Fact[] {
  const [, ...sections] = page.split(/^### /m);
  const facts = sections.map((section) => parseFact(section.replace(/^## .*$/m, '').trim(), name));
  for (const [index, fact] of facts.entries()) {
    const previous = facts[index - 1];
    if (previous && ordinal(previous) >= ordinal(fact)) throw malformed(name, `${fact.number} is out of order`);
  }
  return facts;
}

function parseFact(section: string, name: string): Fact {
  const [heading = '', title = '', ...rest] = section.split('\n\n');
  const number = /^[A-Z][1-9]\d?$/.test(heading) ? heading : '';
  if (number.at(0)?.toLowerCase() !== name.at(0)) throw malformed(name, `'${heading}' is not a number of this page`);
  const bold = /^\*\*(.+)\.\*\*$/s.exec(title)?.[1];
  if (bold === undefined) throw malformed(name, `${number} has no title in bold that ends with a full stop`);
  const [, mark, sources] = /^_(\w+)_: (.+)$/s.exec(rest.at(-1) ?? '') ?? [];
  const known = marks.find((candidate) => candidate === mark);
  if (!known || rest.length < 2) throw malformed(name, `${number} does not end with sentences, a mark and sources`);
  if (!/\]\(https:\/\/\S+\)/.test(sources ?? '')) throw malformed(name, `${number} has no public source`);
  return { number, title: bold, mark: known };
}

/** Where a fact is, from the root of the workspace: `docs/facts/a.md#a47`. */
export function placeOf(number: string): string {
  const anchor = number.toLowerCase();
  return `docs/facts/${anchor.charAt(0)}.md#${anchor}`;
}

const ordinal = ({ number }: Fact) => Number(number.slice(1));
const malformed = (name: string, problem: string) => new Error(`docs/facts/${name}: ${problem}.`);
