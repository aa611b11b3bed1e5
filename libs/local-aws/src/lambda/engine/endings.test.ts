import { existsSync, readFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { functionFixture, lambdaFixture } from '../testing/lambda-fixture.ts';

const code = `import { writeFileSync } from 'node:fs';
let count = 0;
export const handler = async (event) => {
  count += 1;
  if (event.file) writeFileSync(event.file, String(count));
  if (event.exit !== undefined) process.exit(event.exit);
  if (event.signal) process.kill(process.pid, event.signal);
  if (event.abort) process.abort();
  if (event.hang) await new Promise((resolve) => setInterval(() => undefined, 1000));
  if (event.loop) console.log('looping');
  if (event.loop) for (;;);
  if (event.fill) for (const all = []; ; ) all.push(Buffer.alloc(1e6, 1));
  if (event.size) return 'x'.repeat(event.size);
  return count;
};`;

describe('how an invocation ends', () => {
  it("B26 F17 times out on the stack's clock, reported with two decimals", async () => {
    const { lambda, clock, nth } = lambdaFixture([functionFixture(code, { timeoutMs: 300_000 })]);
    const called = lambda.invoke('worker', '{"hang":true}');
    const { requestId } = await nth('invocation-started', 1);
    await clock.advance(299_000);
    expect(lambda.pending()).toEqual([]);
    await clock.advance(1_000);
    expect(await called).toMatchObject({
      functionError: 'Unhandled',
      executedVersion: '$LATEST',
      payload: `{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: ${requestId} Error: Task timed out after 300.00 seconds"}`,
    });
    expect((await nth('invocation-failed', 1)).durationMs).toBeGreaterThanOrEqual(300_000);
  });

  it('B26 kills a function that blocks the event loop', async () => {
    const { call, clock, nth } = lambdaFixture([functionFixture(code, { timeoutMs: 60_000 })]);
    const called = call({ loop: true });
    await nth('function-log', 1);
    await clock.advance(60_000);
    expect((await called).result).toMatchObject({
      errorMessage: expect.stringMatching(/ Error: Task timed out after 60.00 seconds$/) as string,
    });
  });

  it('B30 resets module state but keeps /tmp after a timeout', async () => {
    const { call, clock, nth } = lambdaFixture([functionFixture(code, { timeoutMs: 60_000 })]);
    const file = `/tmp/lambda-b30-${process.pid}`;
    expect(await call({})).toEqual({ result: 1 });
    const called = call({ file, loop: true });
    await nth('function-log', 1);
    await clock.advance(60_000);
    expect(await called).toMatchObject({ functionError: 'Unhandled' });
    expect(await call({})).toEqual({ result: 1 });
    expect(existsSync(file) && readFileSync(file, 'utf8')).toBe('2');
    rmSync(file);
  });

  it.each([
    [0, 'Runtime exited without providing a reason'],
    [127, 'Runtime exited with error: exit status 127'],
  ])('B27 exit(%i) is Runtime.ExitError, and the next environment is new', async (exit, reason) => {
    const { call, stepsOf } = lambdaFixture([functionFixture(code)]);
    await call({});
    const { result, functionError } = await call({ exit });
    const requestId = stepsOf('invocation-started')[1]!.requestId;
    expect(functionError).toBe('Unhandled');
    expect(JSON.stringify(result)).toBe(
      `{"errorType":"Runtime.ExitError","errorMessage":"RequestId: ${requestId} Error: ${reason}"}`,
    );
    expect(await call({})).toEqual({ result: 1 });
  });

  it.each([
    [{ signal: 'SIGKILL' }, 'killed'],
    [{ signal: 'SIGTERM' }, 'terminated'],
    [{ abort: true }, 'aborted'],
  ])('B27 %j ends only the environment', async (event, word) => {
    const { call } = lambdaFixture([functionFixture(code)]);
    expect((await call(event)).result).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining(`Error: Runtime exited with error: signal: ${word}`) as string,
    });
    expect(await call({})).toEqual({ result: 1 });
  });

  it('lets a function signal its own child processes', async () => {
    const parent = `import { spawn } from 'node:child_process';
      import { once } from 'node:events';
      export const handler = async () => {
        const child = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60000)'], { stdio: 'ignore' });
        await once(child, 'spawn');
        process.kill(child.pid);
        const [, signal] = await once(child, 'exit');
        return [signal, process.kill(process.pid, 0)];
      };`;
    expect(await lambdaFixture([functionFixture(parent)]).call({})).toEqual({ result: ['SIGTERM', true] });
  });

  it('B28 kills a function that exceeds its memory', async () => {
    const { call } = lambdaFixture([functionFixture(code, { timeoutMs: 60_000 })]);
    expect((await call({ fill: true })).result).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/Error: Runtime exited with error: signal: killed$/) as string,
    });
    expect(await call({})).toEqual({ result: 1 });
  });

  it.each([
    ['while it is loaded', `for (;;) all.push(Buffer.alloc(1e6, 1)); export const handler = () => undefined;`],
    ['in its heap', `export const handler = () => { for (;;) all.push(new Array(1e5).fill(Math.random())); };`],
  ])('B28 kills a function that uses too much memory %s', async (_what, statements) => {
    const { call } = lambdaFixture([functionFixture(`const all = []; ${statements}`, { timeoutMs: 60_000 })]);
    expect((await call({})).result).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/Error: Runtime exited with error: signal: killed$/) as string,
    });
  });

  it('B29 rejects a response over 6,291,556 bytes', async () => {
    const { lambda, call } = lambdaFixture([functionFixture(code)]);
    expect((await call({ size: 6_291_554 })).functionError).toBeUndefined();
    expect((await lambda.invoke('worker', '{"size":6291555}')).payload).toBe(
      '{"errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes).",' +
        '"errorType":"Function.ResponseSizeTooLarge"}',
    );
    expect(await call({})).toEqual({ result: 3 });
  });

  it('F18 retries an initialisation of more than 10 s during the invocation, within its timeout', async () => {
    const slow = functionFixture(`await new Promise((resolve) => setInterval(() => undefined, 1000));`, {
      timeoutMs: 5000,
    });
    const { clock, nth, lambda } = lambdaFixture([slow]);
    lambda.invokeEvent('worker', '{}');
    await clock.advance(9_000);
    expect(lambda.pending()).toMatchObject([{ attempts: 0, state: 'running' }]);
    await clock.advance(1_000);
    await nth('invocation-started', 1);
    await clock.advance(5_000);
    const { errorType, durationMs } = await nth('invocation-failed', 1);
    expect(errorType).toBe('Sandbox.Timedout');
    expect(durationMs).toBeGreaterThanOrEqual(5_000);
  });
});
