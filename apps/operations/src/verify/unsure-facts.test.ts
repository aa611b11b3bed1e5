import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { notAsked, probes } from './index.ts';

const pages = join(import.meta.dirname, '../../../../docs/facts');
/** Pages about extensions that nothing depends on yet. */
const extensions: ReadonlySet<string> = new Set(['k.md', 'm.md', 'n.md']);

/** The numbers of the facts that are not sure, wholly or in part. */
function unsureFacts(): string[] {
  const files = globSync('[a-z].md', { cwd: pages }).filter((file) => !extensions.has(basename(file)));
  return files.flatMap((file) => {
    const facts = readFileSync(join(pages, file), 'utf8').split(/^### /m).slice(1);
    return facts.filter((text) => /\bunsure\b/.test(text)).map((text) => text.slice(0, text.indexOf('\n')));
  });
}

describe('each uncertain fact', () => {
  it.each(unsureFacts())('has a probe, or a reason why not: %s', (fact) => {
    expect([...probes.map((probe) => probe.fact), ...Object.keys(notAsked)]).toContain(fact);
  });

  it('either has a probe or a reason why not', () => {
    expect(probes.map(({ fact = '' }) => fact).filter((fact) => Object.hasOwn(notAsked, fact))).toEqual([]);
  });
});
