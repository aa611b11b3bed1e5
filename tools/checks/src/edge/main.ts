import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { withStack } from '../stack/with-stack.ts';
import { expectText } from '../workspace/expect-text.ts';
import { freePort } from '../workspace/free-port.ts';
import { installNpmTool } from '../workspace/npm-tool.ts';
import { waitUntil } from '../workspace/wait-until.ts';
import { bundleWorker } from './bundle-worker.ts';
import { findWorkerd } from './find-workerd.ts';

/** Runs the client in workerd, against a stack. */
const wanted = /^\{"status":"Success","results":\{"message":"I slept for 1 seconds?"\},"failure":"JobFailedError"\}$/;
const workerd = findWorkerd(await installNpmTool(join(import.meta.dirname, 'workerd')));

await withStack(async ({ environment: env, state }) => {
  const port = await freePort();
  const config = await bundleWorker(state, port);
  const server = spawn(workerd, ['serve', config], { stdio: 'inherit', env });
  try {
    const text = await answer(`http://127.0.0.1:${port}/`, () => server.exitCode === null);
    expectText('a job and a failure in workerd', text, wanted);
  } finally {
    const closed = once(server, 'close');
    server.kill();
    await closed;
  }
});

/** The worker's response, once it is listening. */
async function answer(url: string, isRunning: () => boolean): Promise<string> {
  let response: Response | undefined;
  await waitUntil('workerd to listen', async () => {
    if (!isRunning()) throw new Error('workerd exited.');
    response = await fetch(url).catch(() => undefined);
    return response !== undefined;
  });
  return (await response?.text()) ?? '';
}
