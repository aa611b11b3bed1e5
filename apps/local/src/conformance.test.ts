import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conformanceTable } from '../tools/conformance/conformance.ts';
import { type Fact, readFacts } from '../tools/conformance/fact.ts';
import { namedTests, namedTestsIn } from '../tools/conformance/named-tests.ts';

const workspace = resolve(import.meta.dirname, '../../..');
const fact = (number: string, more: Partial<Fact> = {}): Fact => ({ number, title: 'a title', mark: 'docs', ...more });
const test = (...facts: string[]) => ({ file: 'apps/local/src/x.test.ts', facts, name: 'does it' });

describe('the conformance table', () => {
  it('is up to date, and has no fact that is neither held nor explained', () => {
    const table = conformanceTable(readFacts(), namedTests(workspace));
    expect(readFileSync(resolve(workspace, 'apps/local/conformance.md'), 'utf8')).toBe(table);
  });

  it('has a row for each fact', () => {
    const facts = [fact('A1'), fact('A2', { notApplicable: 'There is none.' }), fact('B1', { mark: 'unsure' })];
    const table = conformanceTable(facts, [test('A1'), { ...test('A1'), name: 'shows a|b' }]);
    expect(table).toContain('| A1 | a title | docs | [local/x](src/x.test.ts): does it; shows a\\|b |');
    expect(table).toContain('| A2 | a title | docs | _Not applicable._ There is none. |');
    expect(table).toContain('| B1 | a title | unsure | _Not pinned._ |');
    expect(table).toContain('3 facts: 1 held, 1 not applicable, 1 unsure.');
  });

  it.each([
    ['that is neither held nor explained', [fact('A1')], [], 'A1 (a title) is neither held by a test nor explained'],
    ['that does not exist', [], [test('A1')], 'names A1: no such fact'],
    ['that is unsure, but pinned', [fact('A1', { mark: 'unsure' })], [test('A1')], 'must not be pinned'],
    ['with a test and an excuse', [fact('A1', { notApplicable: 'x' })], [test('A1')], 'has a test, and a reason'],
  ])('can not be made with a fact %s', (_what, facts, tests, problem) => {
    expect(() => conformanceTable(facts, tests)).toThrow(problem);
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
