import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { functionFixture, lambdaFixture } from '../testing/lambda-fixture.ts';

const wait = 'await new Promise((resolve) => setTimeout(resolve, 5000));';
/** A function that misbehaves in its second invocation. */
const harmful = (statements: string) => `
  import fs from 'node:fs';
  import { execSync, spawn } from 'node:child_process';
  import { once } from 'node:events';
  import * as threads from 'node:worker_threads';
  let count = 0;
  export const handler = async (event) => {
    count += 1;
    if (event.harm) { ${statements} }
    return count;
  };`;

/** Runs the harmful statements in a warm environment; returns their outcome and the next invocation's response. */
async function outcomeOf(statements: string) {
  const { call, stepsOf } = lambdaFixture([functionFixture(harmful(statements), { timeoutMs: 10_000 })]);
  expect(await call({})).toEqual({ result: 1 });
  const outcome = await call({ harm: true });
  const { requestId } = stepsOf('invocation-started')[1]!;
  return { outcome, requestId, next: await call({}) };
}

describe('a function that harms its environment', () => {
  it.each([
    [`process.kill(0, 'SIGTERM'); ${wait}`, 'signal: terminated'],
    [`process.kill(-1, 'SIGTERM'); ${wait}`, 'signal: terminated'],
    [`process.kill(process.pid, 'SIGKILL'); ${wait}`, 'signal: killed'],
    [`execSync('kill -KILL 0', { stdio: 'ignore' });`, 'signal: killed'],
    [`process.kill(process.pid, 'SIGSEGV'); ${wait}`, 'signal: segmentation fault'],
    [`process.abort();`, 'signal: aborted'],
    [`process.reallyExit(7);`, 'exit status 7'],
    [`for (let fd = 0; fd < 5; fd++) fs.closeSync(fd);`, 'exit status 1'],
    [`fs.writeSync(3, 'no message\\n'); ${wait}`, 'signal: killed'],
    [`fs.writeSync(3, 'null\\n'); ${wait}`, 'signal: killed'],
    [`fs.writeSync(3, '{"type":"failed","payload":"null"}\\n'); ${wait}`, 'signal: killed'],
    [`fs.writeSync(3, '{"type":"returned","payload":"{"}\\n'); ${wait}`, 'signal: killed'],
    [`for (;;) fs.writeSync(3, 'x'.repeat(1e6));`, 'signal: killed'],
  ])('with %s ends only that environment: %s', async (statements, reason) => {
    const { outcome, requestId, next } = await outcomeOf(statements);
    expect(outcome).toEqual({
      functionError: 'Unhandled',
      result: {
        errorType: 'Runtime.ExitError',
        errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${reason}`,
      },
    });
    expect(next).toEqual({ result: 1 });
  });

  it.each([
    `JSON.stringify = () => 'broken'; JSON.parse = () => 'broken';`,
    `fs.closeSync(0); fs.closeSync(1); fs.closeSync(2); console.log('written');`,
    `fs.writeSync = () => { throw new Error('broken'); };`,
    `globalThis.Buffer = undefined; globalThis.setImmediate = undefined; process.exit = () => undefined;`,
    `process.stdout.destroy(); process.stderr.end();`,
    `process.removeAllListeners(); process.emit('exit', 0); process.emit('SIGTERM');`,
    `fs.writeSync(3, '{"type":"ready"}\\n');`,
  ])('with %s continues', async (statements) => {
    const { outcome, next } = await outcomeOf(statements);
    expect([outcome, next]).toEqual([{ result: 2 }, { result: 3 }]);
  });

  it('inherits no port of the local run', async () => {
    const { outcome, next } = await outcomeOf('threads.parentPort.postMessage(null);');
    expect(outcome).toMatchObject({ functionError: 'Unhandled', result: { errorType: 'TypeError' } });
    expect(next).toEqual({ result: 3 });
  });

  it.each(['process.kill(process.ppid);', `process.kill(-process.ppid, 'SIGKILL');`])(
    'cannot signal processes outside its environment: %s',
    async (statements) => {
      const { outcome, next } = await outcomeOf(statements);
      expect(outcome).toMatchObject({
        functionError: 'Unhandled',
        result: { errorType: 'Error', errorMessage: 'kill EPERM' },
      });
      expect(next).toEqual({ result: 3 });
    },
  );

  it('can return an oversized error', async () => {
    const { outcome, next } = await outcomeOf(`throw new Error('x'.repeat(7e6));`);
    expect(outcome).toMatchObject({
      functionError: 'Unhandled',
      result: { errorType: 'Function.ResponseSizeTooLarge' },
    });
    expect(next).toEqual({ result: 3 });
  });

  it('has its own working directory and umask', async () => {
    const statements = `process.chdir('/'); process.umask(0o77); return [process.cwd(), process.umask()];`;
    const { outcome } = await outcomeOf(statements);
    expect(outcome).toEqual({ result: ['/', 0o77] });
    expect(process.cwd()).not.toBe('/');
  });

  it('runs in the folder of its code', async () => {
    const definition = functionFixture(`import fs from 'node:fs';
      export const handler = () => fs.readFileSync('data.txt', 'utf8');`);
    writeFileSync(path.join(definition.codeFolder, 'data.txt'), 'beside the code');
    expect(await lambdaFixture([definition]).call({})).toEqual({ result: 'beside the code' });
  });

  it('leaves no processes', async () => {
    const statements = `const child = spawn('sleep', ['600'], { stdio: 'inherit' });
      await once(child, 'spawn');
      console.log(child.pid);
      process.exit(1);`;
    const { call, logs } = lambdaFixture([functionFixture(harmful(statements))]);
    await call({ harm: true });
    await gone(Number(logs()[0]?.match(/"message":(\d+)/)?.[1]));
  });

  it('is killed by a stop, whatever it is doing', async () => {
    const { lambda, nth } = lambdaFixture([
      functionFixture(harmful(`console.log(process.pid); execSync('sleep 600');`)),
    ]);
    lambda.invokeEvent('worker', '{"harm":true}');
    const { line } = await nth('function-log', 1);
    await lambda.stop();
    await gone((JSON.parse(line) as { message: number }).message);
  });
});

describe('environments', () => {
  it.each(['for (;;);', `execSync('sleep 600');`, wait])(
    'end with the local run, killed during %s',
    async (statements) => {
      const { codeFolder } = functionFixture(harmful(`console.log(process.pid); ${statements}`));
      const run = fileURLToPath(new URL('../testing/run-function.ts', import.meta.url));
      const child = spawn(process.execPath, ['--conditions=@jobs/source', run, codeFolder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [text] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
      child.kill('SIGKILL');
      await gone(Number(text));
    },
  );
});

/** Waits until the process has ended. */
async function gone(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(1);
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
