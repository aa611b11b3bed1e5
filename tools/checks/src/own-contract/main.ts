import { appendFileSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { applyOwnContract, readOwnContract } from '../contracts/own-contract.ts';
import { commandEnvironment } from '../workspace/environment.ts';
import { mustRun, runCommand } from '../workspace/run-command.ts';
import { makeScratchCopy } from '../workspace/scratch-copy.ts';
import { replaceExamples } from './readme-examples.ts';

/**
 * Makes a copy of the workspace a team's own, as README describes: it replaces the contract, the job with its test, and
 * README's examples, and nothing else. Then what `npm test` runs has to pass, apart from two projects that do not know
 * the contract, and from the black-box tests that run the tests' own contract and job: those see nothing of the change.
 * With a mistake in the job, the compiler has to name that place first.
 */
const { root, remove } = makeScratchCopy();
// Nx colours what it runs; told not to, Node warns of the contradiction, which tests would see.
const options = { cwd: root, env: { ...commandEnvironment(root), NO_COLOR: undefined } };
const job = join(root, 'libs/domain/src/job.ts');
const isolated = ['velocity', 'local-aws'];
const targets = ['lint', 'lint-openapi', 'typecheck', 'test', 'unused', 'spelling'];
/** What a black-box test mentions that runs the stack as it is deployed. */
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
  if (files.length === 0) throw new Error('No black-box test runs the stack as it is deployed.');
  // Vitest takes each as a part of a path.
  return files.map((file) => `src/${basename(file)}`);
}

async function mustNameMistakeFirst(): Promise<void> {
  appendFileSync(job, "\nexport const mistake: RunJob = () => Promise.resolve({ nothing: 'like this' });\n");
  const command = ['nx', 'run-many', '--output-style=static', '-t', 'typecheck'];
  const { isGreen, output } = await runCommand(command, options);
  const [first = 'none'] = output.split('\n').filter((line) => /error TS\d+/.test(line));
  if (isGreen || !/\bsrc\/job\.ts\(/.test(first) || output.includes('TS6305')) {
    throw new Error(`The first error of typecheck should be the one in job.ts, and is: ${first}\n${output}`);
  }
  process.stdout.write(`ok  typecheck begins with the mistake in the job: ${first}\n`);
}
