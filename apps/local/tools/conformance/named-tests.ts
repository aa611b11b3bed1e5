import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A test whose name begins with the numbers of the facts that it verifies. */
export interface NamedTest {
  /** Path relative to the workspace. */
  readonly file: string;
  readonly facts: readonly string[];
  /** Its name without the numbers. */
  readonly name: string;
}

/** The projects whose tests hold the local run to facts. */
const projects = ['apps/e2e', 'apps/local', 'libs/local-aws', 'libs/velocity'];

/** The tests that name facts, ordered by file and position. */
export function namedTests(workspace: string): readonly NamedTest[] {
  const files = projects.flatMap((project) => globSync(`${project}/src/**/*.test.ts`, { cwd: workspace }));
  return files.sort().flatMap((file) => namedTestsIn(readFileSync(join(workspace, file), 'utf8'), file));
}

/** The tests of one source file that name facts, in their name or in the rows of their `it.each` table. */
export function namedTestsIn(source: string, file: string): NamedTest[] {
  const tests: NamedTest[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTest(node.expression)) {
      const named = [node.arguments[0], ...rowTitles(node.expression)].flatMap((title) => parseName(textOf(title)));
      tests.push(...named.map((test) => ({ file, ...test })));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest));
  return tests;
}

/** `it`, `it.skipIf(…)`, `it.each(…)` and the like. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee)) return isTest(callee.expression);
  return ts.isIdentifier(callee) && ['it', 'test'].includes(callee.text);
}

/** The first column of an `it.each` table, which is the row's title if it is a string. */
function rowTitles(callee: ts.Expression): (ts.Expression | undefined)[] {
  const table = ts.isCallExpression(callee) ? callee.arguments[0] : undefined;
  if (!table || !ts.isArrayLiteralExpression(table)) return [];
  return table.elements.map((row) => (ts.isArrayLiteralExpression(row) ? row.elements[0] : row));
}

function textOf(node: ts.Expression | undefined): string {
  return node && ts.isStringLiteralLike(node) ? node.text : '';
}

function parseName(text: string): Pick<NamedTest, 'facts' | 'name'>[] {
  const [numbers] = /^(?:[A-FJ]\d{1,2} )+/.exec(text) ?? [];
  return numbers ? [{ facts: numbers.trim().split(' '), name: text.slice(numbers.length) }] : [];
}
