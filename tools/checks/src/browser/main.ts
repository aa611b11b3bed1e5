import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { withStack } from '../stack/with-stack.ts';
import { workspace } from '../workspace/environment.ts';
import { expectText } from '../workspace/expect-text.ts';
import { freePort } from '../workspace/free-port.ts';
import { launchChromium } from './launch-chromium.ts';
import { runJob } from './run-job.ts';

/** Runs the example page in Chromium against a stack that allows its origin. */
const port = String(await freePort());
const allowed = `http://127.0.0.1:${port}`;

await withStack(
  async ({ environment }) => {
    const server = spawn(process.execPath, [join(workspace, 'examples/browser-page/server.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...environment, PORT: port },
    });
    const closed = once(server, 'close');
    const browser = await launchChromium();
    try {
      await once(server.stdout, 'data');
      process.stdout.write(`Chromium ${browser.version()}\n`);
      expectText('a job', await runJob(browser, allowed, 1), /^Success: I slept for 1 seconds?$/);
      expectText('a job that fails', await runJob(browser, allowed, 301), /^JobFailedError: /);
      expectText('a rejected job', await runJob(browser, allowed, 1.5), /^JobsApiError: .*request body/);
      const other = `http://localhost:${port}`;
      expectText('a page of another origin', await runJob(browser, other, 1), /^JobsConnectionError: /);
    } finally {
      await browser.close();
      server.kill();
      await closed;
    }
  },
  { settings: { api: { allowedOrigins: [allowed] } } },
);
