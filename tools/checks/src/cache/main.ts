import { runCommand } from '../workspace/run-command.ts';

/** Runs the tests of all projects twice: the second time, all must come from Nx's cache. */
const tests = ['nx', 'run-many', '-t', 'test', '--output-style=static'];
await runTests();
const output = await runTests();
const summary = /^.*from the cache.*$/im.exec(output)?.[0] ?? 'Nx did not report on its cache.';
process.stdout.write(`${summary}\n`);
if (!/for (\d+) out of \1 tasks/.test(output)) {
  throw new Error(`Not all tests came from Nx's cache:\n${output.slice(-3000)}`);
}

async function runTests(): Promise<string> {
  const { hasSucceeded, output: written } = await runCommand(tests);
  if (!hasSucceeded) throw new Error(`The tests fail:\n${written.slice(-6000)}`);
  return written;
}
