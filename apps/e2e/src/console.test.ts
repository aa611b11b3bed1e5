import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClockView, CredentialsView, FailuresView, JobView, ReplayView, StackView } from '@jobs/console/protocol';
import { sleeping } from '@jobs/local/testing/test-contract';
import { startCommand, temporaryFolder } from './testing/command-process.ts';
import { modifiedAssembly, resourceOf, setEnvironment } from './testing/modified-assembly.ts';
import { signedRequest } from './testing/signed-request.ts';
import { isDeployed } from './testing/target.ts';

const hour = 3_600_000;

/** Starts a run and returns helpers that call its console API as the page does. */
async function start(...args: readonly string[]) {
  const command = startCommand(['--no-watch', '--no-first-job', ...args]);
  await command.hasWritten('Ctrl-C');
  const stack = JSON.parse(readFileSync(join(command.state, 'stack.json'), 'utf8')) as {
    endpoint: string;
    console?: string;
  };
  const { href, hash } = new URL(stack.console ?? stack.endpoint);
  const token = hash.replace('#token=', '');
  const send = (
    path: string,
    { headers, ...init }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ) => fetch(new URL(`api/${path}`, href), { ...init, headers: { authorization: `Bearer ${token}`, ...headers } });
  return {
    ...command,
    endpoint: stack.endpoint,
    token,
    send,
    /** @throws unless the response is successful */
    call: async <Answer>(path: string, method = 'GET', body?: object): Promise<Answer> => {
      const response = await send(path, { method, ...(body && { body: JSON.stringify(body) }) });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
      return answer as Answer;
    },
  };
}

type Run = Awaited<ReturnType<typeof start>>;

const timelineOf = async ({ call }: Run, id: string) =>
  (await call<JobView>(`jobs/${id}`)).timeline.map(({ who, text }) => `${who}: ${text}`);

const retriedOnce = () =>
  modifiedAssembly((resources) => {
    resourceOf(resources, 'AWS::Lambda::EventInvokeConfig', (id) => id.includes('Processor')).MaximumRetryAttempts = 1;
    setEnvironment(resources, { JOB_RETRY_ATTEMPTS: '1' });
  });

describe.skipIf(isDeployed)('the console', () => {
  it('shows everything about a failing job: attempts, a wait ended by advancing the clock, and the callers', async () => {
    const run = await start('--assembly', retriedOnce());
    const { call } = run;
    const client = await run.client();
    await call('faults', 'POST', { target: 'processor', kind: 'throw', times: 2 });
    const { id } = await client.submit(sleeping(1));
    await expect.poll(() => timelineOf(run, id), { timeout: 10_000 }).toHaveLength(3);
    const before = await call<ClockView>('clock');
    const after = await call<ClockView>('clock', 'POST', { advanceMs: hour });
    expect(after.now - before.now).toBeGreaterThanOrEqual(hour);
    await expect(client.wait(id)).rejects.toMatchObject({ job: { status: 'Failure' } });
    await expect
      .poll(() => timelineOf(run, id), { timeout: 10_000 })
      .toEqual([
        'processor: accepted',
        'processor: started',
        expect.stringMatching(/^processor: attempt 1 failed: FaultOnDemand: .*; next attempt in 60 s$/) as string,
        'processor: started, attempt 2',
        expect.stringMatching(/^processor: attempt 2 failed: FaultOnDemand/) as string,
        'error handler: accepted',
        'processor: RetriesExhausted: sent to the error handler',
        'error handler: started',
        'table: stored: Failure',
        expect.stringMatching(/^error handler: done in/) as string,
      ]);
    const { requests, item, logs } = await call<JobView>(`jobs/${id}`);
    expect(item).toMatchObject({ jobId: { S: id }, status: { S: 'Failure' } });
    expect(logs.length).toBeGreaterThan(0);
    expect(requests[0]).toMatchObject({ method: 'POST', path: '/dev/jobs', status: 202 });
    for (const { userArn } of requests) expect(userArn).toContain(':assumed-role/');
  });

  it('shows an archived failure and replays it', async () => {
    const run = await start();
    const { call } = run;
    const client = await run.client();
    await call('faults', 'POST', { target: 'processor', kind: 'throw' });
    await call('faults', 'POST', { target: 'error-handler', kind: 'throw' });
    const { id } = await client.submit(sleeping(1));
    const failures = () => call<FailuresView>('failures');
    await expect
      .poll(
        async () => {
          await call('clock', 'POST', { advanceMs: 60_000 });
          return (await failures()).archives[0]?.count;
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    const [archive] = (await failures()).archives;
    expect(archive?.events).toMatchObject([{ jobId: id }]);
    expect(await call('faults', 'DELETE')).toMatchObject({ faults: [] });
    const { now } = await call<ClockView>('clock');
    const replay = { archiveArn: archive?.arn, from: 0, to: now + 60_000 };
    const { name } = await call<ReplayView>('replays', 'POST', replay);
    await expect
      .poll(async () => (await failures()).replays, { timeout: 10_000 })
      .toMatchObject([{ name, state: 'COMPLETED', count: 1 }]);
    await expect(client.wait(id)).rejects.toMatchObject({ job: { status: 'Failure' } });
    const timeline = await timelineOf(run, id);
    expect(timeline).toEqual(
      expect.arrayContaining(['archive: archived', `archive: replayed by the replay '${name}'`]),
    );
    expect((await run.send('replays', { method: 'POST', body: '{}' })).status).toBe(400);
  });

  it('shows a cancelled job and its progress', async () => {
    const run = await start();
    const client = await run.client();
    const { id } = await client.submit(sleeping(20));
    await expect.poll(() => timelineOf(run, id), { timeout: 10_000 }).toContain('table: progress: 0% Part 1 of 4');
    await client.cancel(id);
    expect(await timelineOf(run, id)).toContain('table: stored: Cancelled');
    const { requests } = await run.call<JobView>(`jobs/${id}`);
    expect(requests.map(({ path }) => path)).toContain(`/dev/jobs/${id}/cancel`);
    for (const other of ['nothing', '', '%00', 'x'.repeat(3000), encodeURIComponent('<script>'), '__proto__']) {
      expect((await run.send(`jobs/${other}`)).status).toBe(404);
    }
  });

  it('provides what the page needs to call the API on its own origin', async () => {
    const { call, endpoint } = await start();
    const { apiUrl, region, functions, hasListing } = await call<StackView>('stack');
    expect(apiUrl).toBe(`${endpoint}/dev`);
    expect(functions.map(({ target }) => target).sort()).toEqual(['error-handler', 'processor']);
    expect(hasListing).toBe(true);
    const credentials = await call<CredentialsView>('credentials');
    expect((await signedRequest(`${apiUrl}/jobs`, { region, credentials })).status).toBe(200);
    expect(await call('contract')).toMatchObject({ parameters: { required: ['seconds'] }, example: { seconds: 1 } });
    expect(await call('template')).toMatchObject({ Resources: expect.any(Object) as object });
    expect(await call('access-log')).toMatchObject([{ method: 'GET', path: '/dev/jobs', status: 200 }]);
  });

  it('does not consume a table fault by reading', async () => {
    const { call, send } = await start();
    await call('faults', 'POST', { target: 'table', kind: 'down', times: 1 });
    expect((await send('jobs/nothing')).status).toBe(404);
    expect(await call('faults')).toMatchObject({ faults: [{ target: 'table', left: 1, happened: 0 }] });
  });

  it('does not move the clock of a run with --data', async () => {
    const { call, send } = await start('--data', temporaryFolder());
    expect(await call<ClockView>('clock')).toMatchObject({ speed: 1, fixedReason: expect.any(String) as string });
    expect((await send('clock', { method: 'POST', body: '{"speed":2}' })).status).toBe(409);
  });

  it('ends with its run even while pages are open', async () => {
    const { child, exit, send } = await start();
    const streams = await Promise.all([send('events'), send('events')]);
    const startedAt = performance.now();
    child.kill('SIGTERM');
    const texts = await Promise.all(streams.map((stream) => stream.text()));
    for (const text of texts) expect(text).toMatch(/^event: pulse\ndata: \{/);
    expect((await exit).code).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });

  it("writes its address with the token only to the run's own files and the ready line", async () => {
    const { child, exit, token, send } = await start('--json');
    expect((await send('clock', { headers: { origin: 'http://evil.example' } })).status).toBe(403);
    expect((await send('nothing')).status).toBe(404);
    child.kill('SIGTERM');
    const { output, errors } = await exit;
    const lines = output.split('\n').filter((line) => line.includes(token));
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { type: 'ready', console: expect.stringContaining('/console/#token=') as string },
    ]);
    expect(errors).not.toContain(token);
  });

  it('is disabled with --no-console', async () => {
    const { endpoint, token, output } = await start('--no-console');
    expect(token).toBe('');
    const response = await fetch(`${endpoint}/console/`);
    expect([response.status, await response.json()]).toEqual([403, { message: 'Forbidden' }]);
    expect(output()).not.toContain('console');
  });
});
