import { describe, expect, it } from 'vitest';
import { AdjustableClock } from '../../kernel/index.ts';
import { functionFixture, lambdaFixture } from '../testing/lambda-fixture.ts';

const counting = `let count = 0; export const handler = async (event) => {
  count += 1;
  if (event.hang) await new Promise((resolve) => setInterval(() => undefined, 1000));
  return count;
};`;

describe('environments', () => {
  it('keep module state between invocations, and distinguish cold from warm starts', async () => {
    const { call, stepsOf } = lambdaFixture([functionFixture(counting)]);
    expect([await call({}), await call({}), await call({})]).toEqual([{ result: 1 }, { result: 2 }, { result: 3 }]);
    expect(stepsOf('invocation-started').map(({ coldStart }) => coldStart)).toEqual([true, false, false]);
  });

  it('are reused most recently used first', async () => {
    const code = `import { setTimeout as sleep } from 'node:timers/promises';
      const id = Math.random();
      export const handler = async (event) => { await sleep(event.ms); return id; };`;
    const { call } = lambdaFixture([functionFixture(code)]);
    const [, last] = await Promise.all([call({ ms: 10 }), call({ ms: 200 })]);
    for (let n = 0; n < 3; n += 1) expect(await call({ ms: 0 })).toEqual(last);
  });

  it('run up to the reserved number of invocations at once, one in each', async () => {
    const definition = functionFixture(counting, { reservedConcurrency: 8, timeoutMs: 60_000 });
    const { lambda, nth, stepsOf, clock } = lambdaFixture([definition]);
    for (let n = 0; n < 10; n += 1) lambda.invokeEvent('worker', '{"hang":true}');
    await nth('invocation-started', 8);
    expect(stepsOf('invocation-started').every(({ coldStart }) => coldStart)).toBe(true);
    await clock.advance(60_000);
    await nth('invocation-started', 10);
    expect(stepsOf('invocation-failed')).toHaveLength(8);
  });

  it('stay few for many short invocations', async () => {
    const { lambda, stepsOf } = lambdaFixture(
      [functionFixture(counting, { reservedConcurrency: 100 })],
      {},
      { maxStarts: 2 },
    );
    for (let n = 0; n < 500; n += 1) lambda.invokeEvent('worker', '{}');
    await lambda.idle();
    expect(stepsOf('invocation-succeeded')).toHaveLength(500);
    expect(stepsOf('invocation-started').filter(({ coldStart }) => coldStart).length).toBeLessThan(50);
  });

  it('are evicted for another function when the limit is reached', async () => {
    const functions = [functionFixture(counting, { name: 'a' }), functionFixture(counting, { name: 'b' })];
    const { call } = lambdaFixture(functions, {}, { maxEnvironments: 1 });
    expect(await call({}, 'a')).toEqual({ result: 1 });
    expect(await call({}, 'b')).toEqual({ result: 1 });
    expect(await call({}, 'a')).toEqual({ result: 1 });
  });

  it('run no more at once than the machine can handle; the rest wait in the queue without losing time or retries', async () => {
    const definition = functionFixture(counting, { timeoutMs: 60_000 });
    const { lambda, nth, stepsOf, clock } = lambdaFixture([definition], {}, { maxEnvironments: 2 });
    for (let n = 0; n < 5; n += 1) lambda.invokeEvent('worker', '{"hang":true}');
    for (const count of [2, 4, 5]) {
      await nth('invocation-started', count);
      const states = lambda.pending().map(({ state, attempts }) => [state, attempts]);
      expect(states).toEqual(states.map((_, index) => [index < 2 ? 'running' : 'queued', 0]));
      await clock.advance(60_000);
    }
    await lambda.idle();
    const ends = stepsOf('invocation-failed');
    expect(ends.map(({ attempt, errorType }) => [attempt, errorType])).toEqual(ends.map(() => [1, 'Sandbox.Timedout']));
    expect(ends).toHaveLength(5);
  });

  it('are available to each function even while another one is at the limit', async () => {
    const functions = [functionFixture(counting, { name: 'a' }), functionFixture(counting, { name: 'b' })];
    const { lambda, nth, stepsOf } = lambdaFixture(functions, {}, { maxEnvironments: 1 });
    for (let n = 0; n < 3; n += 1) lambda.invokeEvent('a', '{"hang":true}');
    await nth('invocation-started', 1);
    for (let n = 0; n < 3; n += 1) lambda.invokeEvent('b', '{}');
    await nth('invocation-succeeded', 3);
    expect(stepsOf('invocation-succeeded').map(({ functionName }) => functionName)).toEqual(['b', 'b', 'b']);
    expect(lambda.pending()).toHaveLength(3);
  });

  it('make a caller wait for a free one', async () => {
    const { lambda, call, nth, clock } = lambdaFixture([functionFixture(counting)], {}, { maxEnvironments: 1 });
    lambda.invokeEvent('worker', '{"hang":true}');
    await nth('invocation-started', 1);
    const called = call({});
    await clock.advance(3000);
    expect(await called).toEqual({ result: 1 });
  });

  it('end after ten idle minutes, and after two hours at the latest', async () => {
    const { call, clock } = lambdaFixture([functionFixture(counting)]);
    await call({});
    await clock.advance(9 * 60_000);
    expect(await call({})).toEqual({ result: 2 });
    await clock.advance(20 * 60_000);
    expect(await call({})).toEqual({ result: 1 });
    for (let minutes = 0; minutes < 119; minutes += 7) {
      await clock.advance(7 * 60_000);
      await call({});
    }
    await clock.advance(7 * 60_000);
    expect(await call({})).toEqual({ result: 1 });
  });

  it('have new code as soon as the function is updated', async () => {
    const definition = functionFixture(counting);
    const { lambda, call } = lambdaFixture([definition]);
    await call({});
    const { codeFolder } = functionFixture(`export const handler = () => 'new';`);
    lambda.update({ ...definition, codeFolder });
    expect(await call({})).toEqual({ result: 'new' });
  });

  it('finish their invocation when the function is updated, and are not reused', async () => {
    const code = (text: string) => `import { setTimeout as sleep } from 'node:timers/promises';
      export const handler = async (event) => { console.log('running'); await sleep(event.ms); return '${text}'; };`;
    const definition = functionFixture(code('old'));
    const { lambda, call, nth } = lambdaFixture([definition]);
    const running = call({ ms: 100 });
    await nth('function-log', 1);
    lambda.update({ ...definition, codeFolder: functionFixture(code('new')).codeFolder });
    expect(await running).toEqual({ result: 'old' });
    expect(await call({ ms: 0 })).toEqual({ result: 'new' });
  });

  it("run function timers at the speed of the stack's clock", async () => {
    const code = `import { setTimeout as sleep } from 'node:timers/promises';
      import { promisify } from 'node:util';
      export const handler = async () => {
        const start = Date.now();
        const passed = () => Date.now() - start;
        return await Promise.all([
          sleep(60_000).then(passed),
          new Promise((resolve) => setTimeout(resolve, 60_000)).then(passed),
          promisify(setTimeout)(60_000).then(passed),
        ]);
      };`;
    const { call } = lambdaFixture([functionFixture(code, { timeoutMs: 900_000 })], { clock: new AdjustableClock(60) });
    const results = (await call({})).result as number[];
    expect(Math.min(...results)).toBeGreaterThanOrEqual(59_000);
    expect(Math.max(...results)).toBeLessThan(900_000);
  });

  it('follow a change of clock speed within a running process', async () => {
    const code = `import { setTimeout as sleep } from 'node:timers/promises';
      let runs = 0;
      export const handler = async ({ ms }) => {
        const start = Date.now();
        await sleep(ms);
        return { run: ++runs, passed: Date.now() - start };
      };`;
    const clock = new AdjustableClock();
    const { call } = lambdaFixture([functionFixture(code, { timeoutMs: 900_000 })], { clock });
    const passed = async (ms: number) => (await call({ ms })).result as { run: number; passed: number };
    const atFirst = await passed(10);
    expect(atFirst.run).toBe(1);
    expect(atFirst.passed).toBeLessThan(60_000);
    clock.setSpeed(60);
    const faster = await passed(60_000);
    expect(faster.run).toBe(2);
    expect(faster.passed).toBeGreaterThanOrEqual(59_000);
    expect(faster.passed).toBeLessThan(900_000);
  });

  it('let outgoing calls take real time at any clock speed', async () => {
    const code = `import { setTimeout as limit } from 'node:timers/promises';
      const call = () => new Promise((resolve) => {
        const start = performance.now();
        const poll = () => (performance.now() - start > 100 ? resolve('answered') : setImmediate(poll));
        poll();
      });
      export const handler = () => Promise.race([call(), limit(1000, 'given up')]);`;
    const { call } = lambdaFixture([functionFixture(code)], { clock: new AdjustableClock(1000) });
    expect(await call({})).toEqual({ result: 'answered' });
  });

  it('all end on stop, and waiting callers are notified', async () => {
    const { lambda, nth } = lambdaFixture([functionFixture(counting)]);
    const called = lambda.invoke('worker', '{"hang":true}');
    const refused = expect(called).rejects.toThrow(/stopped/);
    await nth('invocation-started', 1);
    await lambda.stop();
    await refused;
    lambda.invokeEvent('worker', '{}');
    expect(lambda.pending()).toHaveLength(1);
  });

  it('reject an unsupported runtime and missing code', () => {
    expect(() => lambdaFixture([functionFixture(counting, { runtime: 'python3.13' })])).toThrow(
      /workerFunction.*python3\.13/,
    );
    expect(() => lambdaFixture([functionFixture(counting, { codeFolder: '/no/such/folder' })])).toThrow(
      /the code folder \/no\/such\/folder does not exist/,
    );
  });

  it('B12 reject asynchronous settings that AWS rejects', () => {
    const start = (asynchronous: object) => lambdaFixture([functionFixture(counting, { asynchronous })]);
    expect(() => start({ maximumRetryAttempts: 3 })).toThrow(/MaximumRetryAttempts is 3/);
    expect(() => start({ maximumEventAgeSeconds: 59 })).toThrow(/MaximumEventAgeInSeconds is 59/);
  });
});
