import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One observation of how AWS behaves. */
export interface Fact {
  /** The letter of its page and a number: `A47`. */
  readonly number: string;
  readonly title: string;
  /** How it is known; `unsure` facts are not pinned by tests. */
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
 * Parses the facts of a page. Each has a heading with its number, a title in bold, sentences, and a line with mark and
 * sources.
 * @param name the page's file name: the letter of its facts and `.md`
 * @throws Error for a malformed fact, or a number that is repeated or out of order
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
  if (!known || rest.length < 2) throw malformed(name, `${number} must end with sentences, a mark and sources`);
  if (!/\]\(https:\/\/\S+\)/.test(sources ?? '')) throw malformed(name, `${number} has no public source`);
  return { number, title: bold, mark: known };
}

/** The path of a fact relative to the workspace: `docs/facts/a.md#a47`. */
export function placeOf(number: string): string {
  const anchor = number.toLowerCase();
  return `docs/facts/${anchor.charAt(0)}.md#${anchor}`;
}

const ordinal = ({ number }: Fact) => Number(number.slice(1));
const malformed = (name: string, problem: string) => new Error(`docs/facts/${name}: ${problem}.`);
