import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A library or program that AWS runs or publishes, whose recorded behaviour the local run is compared with. */
interface Witness {
  readonly name: string;
  /** What is compared. */
  readonly subject: string;
  /** The folder of the recording tool, whose `differences.json` lists the known differences. */
  readonly tool: string;
  /** The test that compares. */
  readonly test: string;
  readonly count: (workspace: string) => number;
}

/** A known difference. `comparisons` is the number of comparisons that show it. */
interface Difference {
  readonly what: string;
  readonly comparisons: number;
  readonly reason: string;
}

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;
const files = (workspace: string, pattern: string) =>
  globSync(pattern, { cwd: workspace }).map((file) => join(workspace, file));
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
/** Cases begin with a line `=== name`. */
const textCases = (pattern: string) => (workspace: string) =>
  sum(files(workspace, pattern).map((file) => readFileSync(file, 'utf8').match(/^=== /gm)?.length ?? 0));
const elements = (pattern: string, lengthOf: (file: unknown) => number) => (workspace: string) =>
  sum(files(workspace, pattern).map((file) => lengthOf(json(file))));

const witnesses: readonly Witness[] = [
  {
    name: 'Apache Velocity 1.7',
    subject: 'templates, each with and without output for undefined references',
    tool: 'tools/velocity',
    test: 'libs/velocity/src/golden.test.ts',
    count: textCases('libs/velocity/src/golden/*.cases.vtl'),
  },
  {
    name: 'Velocity 1.7, Jayway JsonPath and Commons Lang 2.6',
    subject: "renderings of the stack's mapping templates: body, status, headers",
    tool: 'tools/velocity/mapping-templates',
    test: 'apps/local/src/stack/golden-templates.test.ts',
    count: elements(
      'tools/velocity/mapping-templates/*.cases.json',
      (file) => (file as { requests: readonly unknown[] }).requests.length,
    ),
  },
  {
    name: 'json-schema-validator 2.2.14',
    subject: 'documents against request models: result, messages, order',
    tool: 'tools/json-schema-validator',
    test: 'libs/local-aws/src/api-gateway/engine/validation/golden.test.ts',
    count: elements('tools/json-schema-validator/golden/*.json', (file) =>
      sum((file as readonly { documents: readonly unknown[] }[]).map(({ documents }) => documents.length)),
    ),
  },
  {
    name: 'aws-lambda-ric 4.0.2',
    subject: 'handlers: results, log lines, exits',
    tool: 'tools/lambda-runtime',
    test: 'libs/local-aws/src/lambda/engine/golden-runtime.test.ts',
    count: textCases('tools/lambda-runtime/golden/*.cases.txt'),
  },
  {
    name: 'DynamoDB Local 2.6.1',
    subject: 'calls: status, type of the error, output',
    tool: 'tools/dynamodb-local',
    test: 'libs/local-aws/src/dynamodb/engine/golden.test.ts',
    count: elements('tools/dynamodb-local/golden/calls.json', (file) =>
      sum((file as { cases: readonly { calls: readonly unknown[] }[] }).cases.map(({ calls }) => calls.length)),
    ),
  },
  {
    name: 'botocore',
    subject: "signatures of the SDK's requests",
    tool: 'tools/botocore',
    test: 'libs/client-sdk/src/sign-request.test.ts',
    count: elements('tools/botocore/golden/signatures.json', (file) => (file as readonly unknown[]).length),
  },
];

/** The section of the page about the comparisons with code that AWS runs, and the known differences. */
export function witnessSection(workspace: string): string {
  const rows = witnesses.map((witness) => {
    const { name, subject, tool, test, count } = witness;
    const differing = sum(readDifferences(workspace, witness).map(({ comparisons }) => comparisons));
    const compared = count(workspace);
    const readme = `../../${tool.split('/').slice(0, 2).join('/')}/README.md`;
    return `| [${name}](${readme}) | ${subject} | ${compared} | ${compared - differing} | [${test.split('/').at(-1)}](../../${test}) |`;
  });
  const differences = witnesses.flatMap((witness) =>
    readDifferences(workspace, witness).map(
      ({ what, comparisons, reason }) =>
        `| ${witness.name} | ${what} | ${comparisons === 0 ? 'none' : comparisons} | ${reason} |`,
    ),
  );
  return [
    '## Reference implementations',
    '',
    'Recorded from libraries that AWS runs or publishes, and compared in each test run.',
    '',
    '<!-- prettier-ignore -->',
    '| reference | compared | comparisons | equal | test |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    'Remaining differences:',
    '',
    '<!-- prettier-ignore -->',
    '| reference | difference | comparisons | reason |',
    '| --- | --- | --- | --- |',
    ...differences,
    '',
  ].join('\n');
}

function readDifferences(workspace: string, { tool }: Witness): readonly Difference[] {
  return json(join(workspace, tool, 'differences.json')) as readonly Difference[];
}
