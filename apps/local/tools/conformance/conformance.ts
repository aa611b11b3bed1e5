import { type Fact, placeOf } from './fact.ts';
import type { NamedTest } from './named-tests.ts';

const sections: Readonly<Record<string, string>> = {
  A: 'API Gateway',
  B: 'Lambda, invoked asynchronously',
  C: 'EventBridge',
  D: 'DynamoDB',
  E: 'STS and signed requests',
  F: 'The Node.js runtime of Lambda',
  J: 'DynamoDB Streams and EventBridge Pipes',
};

const introduction = `# Fidelity of the local run

<!-- Made by \`npx nx run local:conformance\` from the names of the tests and the pages in docs/facts. -->

What AWS does, fact by fact, and the tests that hold the local run to it. Each test's name begins with the numbers of the
facts that it shows. A number leads to the fact, with its sources; [what the marks mean](../../docs/facts/README.md#marks).
What is **unsure** is not pinned by a test.
`;

/**
 * The table of all facts: held by which tests, not applicable for which reason, or not pinned.
 * @throws Error that names each fact that is neither held nor explained, and each test whose fact does not exist
 */
export function conformanceTable(
  known: readonly Fact[],
  tests: readonly NamedTest[],
  notApplicable: Readonly<Record<string, string>>,
  witnesses = '',
): string {
  const facts = known
    .filter(({ number }) => number.charAt(0) in sections)
    .map((fact) => ({ ...fact, notApplicable: notApplicable[fact.number] }));
  const problems = findProblems(facts, tests, notApplicable);
  if (problems.length > 0) throw new Error(problems.join('\n'));

  const held = facts.filter((fact) => testsOf(fact, tests).length > 0).length;
  const unsure = facts.filter(({ mark }) => mark === 'unsure').length;
  const counts = `${facts.length} facts: ${held} held, ${facts.length - held - unsure} not applicable, ${unsure} unsure.\n`;
  const tables = Object.entries(sections).map(([letter, title]) =>
    section(
      title,
      facts.filter(({ number }) => number.startsWith(letter)),
      tests,
    ),
  );
  return [introduction, counts, ...(witnesses === '' ? [] : [witnesses]), ...tables].join('\n');
}

interface ExplainedFact extends Fact {
  /** Why it can't be seen through this stack. */
  readonly notApplicable: string | undefined;
}

function findProblems(
  facts: readonly ExplainedFact[],
  tests: readonly NamedTest[],
  notApplicable: Readonly<Record<string, string>>,
): string[] {
  const numbers = new Set(facts.map(({ number }) => number));
  const unknown = tests.flatMap(({ file, name, facts: named }) =>
    named.filter((number) => !numbers.has(number)).map((number) => `${file}: '${name}' names ${number}: no such fact.`),
  );
  const needless = Object.keys(notApplicable)
    .filter((number) => !numbers.has(number))
    .map((number) => `${number} has an explanation but no such fact exists.`);
  const contradictions = facts.flatMap((fact) => {
    const isHeld = testsOf(fact, tests).length > 0;
    if (isHeld && fact.mark === 'unsure') return [`${fact.number} is unsure and must not be pinned by a test.`];
    if (isHeld && fact.notApplicable) return [`${fact.number} has a test, and a reason why it can't have one.`];
    if (isHeld || fact.notApplicable || fact.mark === 'unsure') return [];
    return [`${fact.number} (${fact.title}) is neither held by a test nor explained.`];
  });
  return [...unknown, ...needless, ...contradictions];
}

const testsOf = ({ number }: Fact, tests: readonly NamedTest[]) => tests.filter((test) => test.facts.includes(number));

function section(title: string, facts: readonly ExplainedFact[], tests: readonly NamedTest[]): string {
  const rows = facts.map((fact) => `| ${linkTo(fact)} | ${fact.title} | ${fact.mark} | ${standing(fact, tests)} |`);
  return [
    `## ${title}`,
    '',
    '<!-- prettier-ignore -->',
    '| | what AWS does | from | held by |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const linkTo = ({ number }: Fact) => `[${number}](../../${placeOf(number)})`;

function standing(fact: ExplainedFact, tests: readonly NamedTest[]): string {
  if (fact.notApplicable) return `_Not applicable._ ${fact.notApplicable}`;
  if (fact.mark === 'unsure') return '_Not pinned._';
  return [...Map.groupBy(testsOf(fact, tests), ({ file }) => file)]
    .map(
      ([file, held]) => `[${shortName(file)}](${fromHere(file)}): ${held.map(({ name }) => asText(name)).join('; ')}`,
    )
    .join('<br>');
}

const shortName = (file: string) =>
  file
    .replace(/^(?:libs|apps)\/(?:local-aws\/src\/)?/, '')
    .replace(/(?:src|engine)\//g, '')
    .replace(/\.test\.ts$/, '');
const fromHere = (file: string) =>
  file.startsWith('apps/local/') ? file.slice('apps/local/'.length) : `../../${file}`;
/** Without meaning in Markdown, for the cell of a table. */
const asText = (name: string) => name.replaceAll(/[\\`*_<>|[\]]/g, (character) => `\\${character}`);
