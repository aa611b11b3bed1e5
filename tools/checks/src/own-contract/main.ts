import { appendFileSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { applyOwnContract, readOwnContract } from '../contracts/own-contract.ts';
import { commandEnvironment } from '../workspace/environment.ts';
import { mustRun, runCommand } from '../workspace/run-command.ts';
import { makeScratchCopy } from '../workspace/scratch-copy.ts';
import { replaceExamples } from './readme-examples.ts';

/**
 * Customises a copy of the workspace as the README describes: it replaces the contract, the job with its test, and
 * README's examples, and nothing else. Then what `npm test` runs has to pass, apart from two projects that do not know
 * the contract, and the black-box tests with the tests' own contract and job, which the change does not affect.
 * With a mistake in the job, the compiler must report it first.
 */
const { root, remove } = makeScratchCopy();
// Nx forces colours in its child processes; with NO_COLOR, Node would print a warning that breaks tests.
const options = { cwd: root, env: { ...commandEnvironment(root), NO_COLOR: undefined } };
const job = join(root, 'libs/domain/src/job.ts');
const isolated = ['velocity', 'local-aws'];
const targets = ['lint', 'lint-openapi', 'typecheck', 'test', 'unused', 'spelling'];
/** Text in the black-box tests that run the deployed stack's own contract. */
const ofTheStage = /deployedAssembly|openapi\.yaml/;

try {
  const contract = readOwnContract(join(import.meta.dirname, 'make-report.yaml'));
  applyOwnContract(root, contract);
  const readme = join(root, 'README.md');
  writeFileSync(readme, replaceExamples(readFileSync(readme, 'utf8'), contract.example));
  await mustRun(['prettier', '--write', '--log-level=warn', 'openapi.yaml', 'README.md'], options);
  await mustRun(['nx', 'run', 'contract:generate', '--output-style=static'], options);
  await mustRun(['nx', 'run-many', '--output-style=static', `--exclude=${isolated.join()}`, '-t', ...targets], options);
  await mustRun(['nx', 'run', 'e2e:e2e', '--output-style=static', ...testsOfTheStage()], options);
  await mustRun(['prettier', '--check', '.'], options);
  await mustNameMistakeFirst();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  remove();
}

function testsOfTheStage(): string[] {
  const files = globSync(join(root, 'apps/e2e/src/*.test.ts')).filter((file) =>
    ofTheStage.test(readFileSync(file, 'utf8')),
  );
  if (files.length === 0) throw new Error("No black-box test runs the deployed stack's own contract.");
  // Vitest matches each as a part of a path.
  return files.map((file) => `src/${basename(file)}`);
}

async function mustNameMistakeFirst(): Promise<void> {
  appendFileSync(job, "\nexport const mistake: RunJob = () => Promise.resolve({ nothing: 'like this' });\n");
  const command = ['nx', 'run-many', '--output-style=static', '-t', 'typecheck'];
  const { hasSucceeded, output } = await runCommand(command, options);
  const [first = 'none'] = output.split('\n').filter((line) => /error TS\d+/.test(line));
  if (hasSucceeded || !/\bsrc\/job\.ts\(/.test(first) || output.includes('TS6305')) {
    throw new Error(`The first type error should be in job.ts, but is: ${first}\n${output}`);
  }
  process.stdout.write(`ok  typecheck reports the mistake in the job first: ${first}\n`);
}
