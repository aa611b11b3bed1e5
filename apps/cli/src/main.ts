import { InterruptedError } from './errors.ts';
import { openBrowser } from './open-browser.ts';
import { run } from './run.ts';

const interruption = new AbortController();
const interrupt = () => {
  interruption.abort(new InterruptedError('Interrupted. Accepted jobs continue.'));
};
process.once('SIGINT', interrupt).once('SIGTERM', interrupt);

process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  folder: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => Date.now(),
  openBrowser: (address) => {
    openBrowser(address, process.env);
  },
  signal: interruption.signal,
});
