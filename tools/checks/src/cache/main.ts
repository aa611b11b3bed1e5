import { runCommand } from '../workspace/run-command.ts';

/** Runs the tests of all projects, and then again: the second time, each has to be answered from Nx's cache. */
const tests = ['nx', 'run-many', '-t', 'test', '--output-style=static'];
await greenTests();
const output = await greenTests();
const summary = /^.*from the cache.*$/im.exec(output)?.[0] ?? 'Nx did not report on its cache.';
process.stdout.write(`${summary}\n`);
if (!/for (\d+) out of \1 tasks/.test(output)) {
  throw new Error(`Not all of them came from the cache:\n${output.slice(-3000)}`);
}

async function greenTests(): Promise<string> {
  const { isGreen, output: written } = await runCommand(tests);
  if (!isGreen) throw new Error(`The tests fail:\n${written.slice(-6000)}`);
  return written;
}
