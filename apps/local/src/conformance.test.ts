import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conformanceTable } from '../tools/conformance/conformance.ts';
import { type Fact, parseFacts, readFacts } from '../tools/conformance/fact.ts';
import { namedTests, namedTestsIn } from '../tools/conformance/named-tests.ts';
import { notApplicable } from '../tools/conformance/not-applicable.ts';
import { witnessSection } from '../tools/conformance/witnesses.ts';

const workspace = resolve(import.meta.dirname, '../../..');
const fact = (number: string, more: Partial<Fact> = {}): Fact => ({ number, title: 'a title', mark: 'docs', ...more });
const test = (...facts: string[]) => ({ file: 'apps/local/src/x.test.ts', facts, name: 'does it' });

describe('the conformance table', () => {
  it('is up to date, and every fact is pinned by a test or explained', () => {
    const table = conformanceTable(
      readFacts(workspace),
      namedTests(workspace),
      notApplicable,
      witnessSection(workspace),
    );
    expect(readFileSync(resolve(workspace, 'apps/local/conformance.md'), 'utf8')).toBe(table);
  });

  it('has a row for each fact', () => {
    const facts = [fact('A1'), fact('A2'), fact('B1', { mark: 'unsure' }), fact('G1')];
    const tests = [test('A1'), { ...test('A1'), name: 'shows a|b' }];
    const table = conformanceTable(facts, tests, { A2: 'There is none.' });
    expect(table).toContain(
      '| [A1](../../docs/facts/a.md#a1) | a title | docs | [local/x](src/x.test.ts): does it; shows a\\|b |',
    );
    expect(table).toContain('| [A2](../../docs/facts/a.md#a2) | a title | docs | _Not applicable._ There is none. |');
    expect(table).toContain('| [B1](../../docs/facts/b.md#b1) | a title | unsure | _Not pinned._ |');
    expect(table).toContain('3 facts: 1 pinned, 1 not applicable, 1 unsure.');
  });

  it.each([
    [
      'that is neither pinned nor explained',
      [fact('A1')],
      [],
      {},
      'A1 (a title) is neither pinned by a test nor explained',
    ],
    ['that does not exist', [], [test('A1')], {}, 'names A1: no such fact'],
    ['that is unsure but pinned', [fact('A1', { mark: 'unsure' })], [test('A1')], {}, 'must not be pinned'],
    ['that is explained and does not exist', [], [], { A1: 'x' }, 'explains A1: no such fact'],
    [
      'with both a test and an explanation',
      [fact('A1')],
      [test('A1')],
      { A1: 'x' },
      'has a test, but also an explanation',
    ],
  ])('is rejected with a fact %s', (_what, facts, tests, reasons, problem) => {
    expect(() => conformanceTable(facts, tests, reasons)).toThrow(problem);
  });
});

describe('a page of facts', () => {
  const page = (...facts: string[]) => `# A. API Gateway\n\n${facts.join('\n\n')}\n`;
  const a1 = '### A1\n\n**A title.**\n\nA sentence.\n\n_docs_: [a page](https://example.com/a)';

  it('has a title, sentences, a mark and sources for each number', () => {
    const text = page(a1, '## More', a1.replace('A1', 'A3').replace('docs', 'unsure'));
    expect(parseFacts(text, 'a.md')).toEqual([
      fact('A1', { title: 'A title' }),
      fact('A3', { title: 'A title', mark: 'unsure' }),
    ]);
  });

  it.each([
    ['with a fact of another letter', page(a1.replace('A1', 'B1')), "'B1' is not a number of this page"],
    ['with a number twice', page(a1, a1), 'A1 is out of order'],
    ['without a title', page(a1.replaceAll('**', '')), 'A1 has no title'],
    ['without a sentence', page(a1.replace('A sentence.\n\n', '')), 'A1 must end with sentences'],
    ['with an unknown mark', page(a1.replace('_docs_', '_heard_')), 'A1 must end with sentences, a mark'],
    ['without a source', page(a1.replace(/\[.*/, 'a page')), 'A1 has no public source'],
  ])('is rejected %s', (_what, text, problem) => {
    expect(() => parseFacts(text, 'a.md')).toThrow(problem);
  });
});

describe('a test', () => {
  it.each([
    [`it('A1 B22 does it', () => {})`, [['A1', 'B22']]],
    ['it(`A1 does it`, () => {})', [['A1']]],
    [`it.each([['x'], 'y'])('A1 does %s', () => {})`, [['A1']]],
    [`describe('x', () => { it.skipIf(true)('A1 does it', () => {}); })`, [['A1']]],
    [`it.each([['A6 no date', 1], ['A7 no key', 2]])('%s', () => {})`, [['A6'], ['A7']]],
    [`it('does A1', () => {}); log('A1 does'); it.each(rows)('AES-256 A1', () => {})`, []],
  ])('names its facts first: %s', (source, facts) => {
    expect(namedTestsIn(source, 'x.test.ts').map((named) => named.facts)).toEqual(facts);
  });
});
