import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** One observation of how AWS behaves. */
export interface Fact {
  /** Section and number: `A47`. */
  readonly number: string;
  readonly title: string;
  /** Where it was learned; what is `unsure` is not pinned by tests. */
  readonly mark: 'recorded' | 'docs' | 'observed' | 'source' | 'emulator' | 'unsure';
  /** Why it can't be seen through this stack. */
  readonly notApplicable?: string;
}

/** All facts, in the order of their numbers. */
export function readFacts(): readonly Fact[] {
  return JSON.parse(readFileSync(resolve(import.meta.dirname, 'facts.json'), 'utf8')) as Fact[];
}
