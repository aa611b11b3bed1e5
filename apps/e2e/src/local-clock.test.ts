import { afterEach, describe, expect, it } from 'vitest';
import { AdjustableClock, type StackEvent } from '@jobs/local';
import { sleeping } from '@jobs/local/testing/test-contract';
import { events } from './testing/aws-api.ts';
import { modifiedAssembly, resourceOf, setEnvironment } from './testing/modified-assembly.ts';
import { signedRequest } from './testing/signed-request.ts';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

let target: LocalTarget | undefined;
afterEach(() => target?.stop());

const start = async (speed: number, options: Parameters<typeof startLocalTarget>[0] = {}) =>
  (target = await startLocalTarget({ stackClock: new AdjustableClock(speed), ...options }));

describe.skipIf(isDeployed)('a clock at 60 times real speed', () => {
  it("shortens jobs and retry delays, while timestamps follow the stack's clock", async () => {
    const assembly = modifiedAssembly((resources) => {
      resourceOf(resources, 'AWS::Lambda::EventInvokeConfig', (id) => id.includes('Processor')).MaximumRetryAttempts =
        1;
      setEnvironment(resources, { JOB_RETRY_ATTEMPTS: '1' });
    });
    const plan = [{ target: 'processor', kind: 'throw', times: 1 }];
    const { client } = await start(60, { assembly, faults: { plan } });
    const job = await client.submitAndWait(sleeping(120));
    expect(Date.parse(job.startedAt) - Date.parse(job.createdAt)).toBeGreaterThanOrEqual(59_000);
    expect(Date.parse(job.finishedAt) - Date.parse(job.startedAt)).toBeGreaterThanOrEqual(119_000);
  });
});

describe.skipIf(isDeployed)('external clients', () => {
  it("find a waiting job even if the stack's clock is far ahead of theirs", async () => {
    const clock = new AdjustableClock();
    let isBusy = true;
    const started: StackEvent[] = [];
    const throttled = { kind: 'throttle' } as const;
    const faults = { lambda: { before: () => (isBusy ? throttled : undefined) } };
    const report = (step: StackEvent) => step.type === 'invocation-started' && started.push(step);
    const local = await start(1, { stackClock: clock, faults, report });
    // Longer than the maximum event age.
    await clock.advance(7 * 3_600_000);
    const handle = await local.client.submit(sleeping(1));
    expect(await handle.get()).toMatchObject({ status: 'Pending' });
    isBusy = false;
    const freeAt = clock.now();
    while (started.length === 0 && clock.now() - freeAt < 3_600_000) await clock.advance(1000);
    const job = await handle.wait();
    expect(job.status).toBe('Success');
    expect(Date.parse(job.createdAt)).toBeGreaterThan(Date.now() + 6 * 3_600_000);
  });

  it('keep their credentials until the expiry in real time, at any clock speed', async () => {
    const clock = new AdjustableClock();
    const local = await start(1, { stackClock: clock });
    // A day on the stack's clock: twice the credentials' lifetime.
    await clock.advance(24 * 3_600_000);
    expect((await local.call('/jobs/nothing')).status).toBe(404);
    expect(await events(local, 'ListArchives', {})).toMatchObject({ Archives: [{}] });
    const { headers, text } = await signedRequest(
      `${local.stack.endpoint}/?${new URLSearchParams({
        Action: 'AssumeRole',
        Version: '2011-06-15',
        RoleArn: local.stack.outputs.JobsApiInvokeRole ?? '',
        RoleSessionName: 'outside',
      }).toString()}`,
      { credentials: local.userCredentials, region: local.region, service: 'sts' },
    );
    const expiration = Date.parse(/<Expiration>(.*)<\/Expiration>/.exec(text)?.[1] ?? '');
    expect(Math.abs(expiration - Date.now() - 3_600_000)).toBeLessThan(60_000);
    expect(Math.abs(Date.parse(String(headers.date)) - Date.now())).toBeLessThan(60_000);
  });
});
