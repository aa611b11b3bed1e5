import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assemblyWithJobCode } from './testing/assembly-with-strange-jobs.ts';
import { startCommand, temporaryFolder } from './testing/command-process.ts';
import { isDeployed } from './testing/target.ts';

/** Starts a run whose two-second jobs block in a native call. */
async function start(...args: string[]) {
  const assembly = assemblyWithJobCode({ 2: `console.log('in a native call'); execSync('sleep 600');` }, 1);
  const run = startCommand(['--assembly', assembly, ...args]);
  await run.hasWritten('Press Ctrl-C');
  return { ...run, client: await run.client() };
}

/** Opens a request without sending its body, which delays a stop. */
async function openRequest(state: string): Promise<ClientRequest> {
  const { endpoint } = JSON.parse(readFileSync(join(state, 'stack.json'), 'utf8')) as { endpoint: string };
  const headers = { 'content-type': 'application/json', 'content-length': '13' };
  const open = request(`${endpoint}/dev/jobs`, { method: 'POST', headers });
  open.on('error', () => undefined);
  open.flushHeaders();
  await once(open, 'socket');
  if (open.socket?.connecting) await once(open.socket, 'connect');
  return open;
}

describe.skipIf(isDeployed)('an interrupt', () => {
  it('ends the run while a job is in a native call, and reports the number of lost jobs', async () => {
    const { client, child, exit, hasWritten } = await start();
    for (let count = 0; count < 3; count++) await client.submit(sleeping(2));
    await hasWritten('in a native call');
    child.kill('SIGINT');
    const { code, output, errors } = await exit;
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain(
      'Lost 3 accepted jobs: the queue was in memory only. Start with --data DIR to keep it between runs.',
    );
  });

  it('loses no job of a run with --data', async () => {
    const data = temporaryFolder();
    const { client, child, exit, hasWritten } = await start('--data', data);
    await client.submit(sleeping(2));
    await hasWritten('in a native call');
    child.kill('SIGINT');
    const { output } = await exit;
    expect(output).toContain(`Kept in ${data} for the next run: 1 accepted job.`);
    expect(output).not.toContain('Lost');
  });

  it('during the first job is not a failure', async () => {
    const { child, exit, hasWritten } = startCommand(['--no-watch']);
    await hasWritten('started');
    child.kill('SIGINT');
    const { code, output, errors } = await exit;
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain('Lost 1 accepted job: the queue was in memory only.');
  });

  it('rejects new jobs from then on', async () => {
    const { state, child, exit, hasWritten } = await start();
    const open = await openRequest(state);
    child.kill('SIGINT');
    await hasWritten('Stopping');
    open.end('{"seconds":1}');
    const [answer] = (await once(open, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(503);
    expect(await answer.setEncoding('utf8').toArray()).toEqual([expect.stringContaining('is stopping')]);
    expect((await exit).code).toBe(0);
  });

  it('ends the run immediately on the second signal', async () => {
    const { state, child, exit, hasWritten } = await start();
    await openRequest(state);
    child.kill('SIGINT');
    await hasWritten('Stopping');
    const again = setInterval(() => child.kill('SIGINT'), 50);
    const { code } = await exit;
    clearInterval(again);
    expect(code).toBe(130);
  });
});
