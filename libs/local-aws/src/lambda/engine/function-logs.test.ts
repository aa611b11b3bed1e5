import { describe, expect, it } from 'vitest';
import { functionFixture, lambdaFixture } from '../testing/lambda-fixture.ts';
import type { FunctionDefinition } from './function-definition.ts';

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const handler = (statements: string) => `export const handler = async (event, context) => { ${statements} };`;

/** What one invocation writes. */
async function linesOf(code: string, overrides: Partial<FunctionDefinition> = {}) {
  const { lambda, logs, stepsOf } = lambdaFixture([functionFixture(code, { ...overrides, asynchronous: {} })]);
  const { requestId } = await lambda.invoke('worker', '{}');
  return { requestId, lines: logs(), steps: stepsOf('function-log') };
}

const json = (line: string | undefined) => JSON.parse(line ?? '') as Record<string, unknown>;

describe('logs of a function', () => {
  it('F19 Text: time, request id, level and text, separated by tabs', async () => {
    const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'];
    const code = handler(methods.map((each) => `console.${each}('%s is %d', 'a', 1, { b: 2 });`).join('\n'));
    const { requestId, lines } = await linesOf(code, { logFormat: 'Text' });
    const fields = lines.map((line) => line.split('\t'));
    expect(fields.map(([time]) => isoTime.test(time ?? ''))).toEqual(methods.map(() => true));
    expect(fields.map(([, ...rest]) => rest)).toEqual(
      ['INFO', 'INFO', 'WARN', 'ERROR', 'DEBUG', 'TRACE'].map((level) => [requestId, level, 'a is 1 { b: 2 }']),
    );
  });

  it('F19 Text: the request id is - during initialisation', async () => {
    const { lines, steps } = await linesOf(`console.log('loading'); ${handler('')}`, { logFormat: 'Text' });
    expect(lines[0]).toMatch(/Z\t-\tINFO\tloading$/);
    expect(steps[0]).not.toHaveProperty('requestId');
  });

  it('F20 Text: an error that ends the invocation is logged with its own properties and stack', async () => {
    const code = handler(`throw Object.assign(new TypeError('no'), { extra: 1 });`);
    const { requestId, lines } = await linesOf(code, { logFormat: 'Text' });
    const [, id, level, what, error] = (lines[0] ?? '').split('\t');
    expect([id, level, what]).toEqual([requestId, 'ERROR', 'Invoke Error ']);
    expect(json(error)).toMatchObject({ errorType: 'TypeError', errorMessage: 'no', extra: 1 });
    expect(json(error).stack).toEqual(expect.arrayContaining(['TypeError: no']));
  });

  it('F19 Text: the request id stays after the handler has returned', async () => {
    const code = `export const handler = (event) => { setTimeout(() => console.log('late')); return event; };`;
    const { lambda, stepsOf } = lambdaFixture([functionFixture(code, { logFormat: 'Text' })]);
    const { requestId } = await lambda.invoke('worker', '{}');
    const line = expect.stringMatching(new RegExp(`\t${requestId}\tINFO\tlate$`)) as string;
    await expect.poll(() => stepsOf('function-log'), { timeout: 20_000 }).toMatchObject([{ requestId, line }]);
  });

  it('F19 Text: nothing to log is logged as undefined', async () => {
    expect((await linesOf(handler('console.log();'), { logFormat: 'Text' })).lines[0]).toMatch(/\tINFO\tundefined$/);
  });

  it.each([
    [`setTimeout(() => { throw new TypeError('x'); });`, 'TypeError: x'],
    [`Promise.reject(new RangeError('x'));`, 'RangeError: x'],
  ])("F16 contains Node's output for %s", async (statement, message) => {
    const code = handler(`${statement} await new Promise((resolve) => setTimeout(resolve, 5000));`);
    const { requestId, lines, steps } = await linesOf(code, { timeoutMs: 10_000 });
    expect(lines).toContain(message);
    expect(lines.at(-1)).toMatch(/^Node\.js v24\./);
    expect(steps.every((step) => step.requestId === requestId)).toBe(true);
  });

  it('F17 Text: logs a timeout', async () => {
    const code = handler(`process.stdout.write('running\\nunfinished'); for (;;);`);
    const { lambda, clock, nth, logs } = lambdaFixture([
      functionFixture(code, { logFormat: 'Text', timeoutMs: 60_000 }),
    ]);
    const { requestId } = lambda.invokeEvent('worker', '{}');
    await nth('function-log', 1);
    await clock.advance(60_000);
    await nth('invocation-failed', 1);
    const timeout = expect.stringMatching(new RegExp(`Z ${requestId} Task timed out after 60.00 seconds$`)) as string;
    expect(logs()).toEqual(['running', 'unfinished', timeout]);
  });

  it('F22 JSON: timestamp, level, requestId, message, in this order', async () => {
    const { requestId, lines } = await linesOf(handler(`console.log('hello'); console.warn({ a: [1] });`));
    expect(lines.map((line) => Object.keys(json(line)))).toEqual([
      ['timestamp', 'level', 'requestId', 'message'],
      ['timestamp', 'level', 'requestId', 'message'],
    ]);
    expect(lines.map(json)).toMatchObject([
      { level: 'INFO', requestId, message: 'hello' },
      { level: 'WARN', requestId, message: { a: [1] } },
    ]);
    expect(json(lines[0]).timestamp).toMatch(isoTime);
  });

  it('F22 JSON: errors on their own and among other arguments', async () => {
    const code = handler(`const error = new RangeError('r');
      console.error(error);
      console.error('failed:', error, new TypeError('second'));
      console.log('two', { b: 2 });`);
    const [alone, among, two] = (await linesOf(code)).lines.map(json);
    expect(alone?.message).toMatchObject({ errorType: 'RangeError', errorMessage: 'r' });
    expect((alone?.message as { stackTrace: string[] }).stackTrace[0]).toBe('RangeError: r');
    expect(among).toMatchObject({ errorType: 'RangeError', errorMessage: 'r' });
    expect(among?.message).toMatch(/^failed: RangeError: r\n/);
    expect(two?.message).toBe('two { b: 2 }');
  });

  it('F20 F22 JSON: an error that ends the invocation', async () => {
    const { requestId, lines } = await linesOf(handler(`throw new Error('no');`));
    expect(json(lines[0])).toMatchObject({ level: 'ERROR', requestId, message: { errorMessage: 'no' } });
  });

  it('F22 JSON: the request id is - during initialisation, and errors of the runtime have the names of their classes', async () => {
    const { lines } = await linesOf(`console.log('loading');`);
    expect(lines.map(json)).toMatchObject([
      { requestId: '-', message: 'loading' },
      { requestId: '-', message: { errorType: 'HandlerNotFoundError' } },
    ]);
  });

  it('F22 JSON: values that cannot be serialised become text', async () => {
    const code = handler(`const loop = {}; loop.self = loop; console.log(loop);`);
    expect(json((await linesOf(code)).lines[0]).message).toMatch(/^<ref \*1>/);
  });

  it('F24 F25 JSON: omits lines below the level, INFO by default', async () => {
    const code = handler(`console.debug('d'); console.info('i'); console.warn('w'); console.fatal('f');`);
    const levels = async (overrides: Partial<FunctionDefinition>) =>
      (await linesOf(code, overrides)).lines.map((line) => json(line).level);
    expect(await levels({})).toEqual(['INFO', 'WARN', 'FATAL']);
    expect(await levels({ applicationLogLevel: 'DEBUG' })).toEqual(['DEBUG', 'INFO', 'WARN', 'FATAL']);
    expect(await levels({ applicationLogLevel: 'FATAL' })).toEqual(['FATAL']);
  });

  it('leaves what is written to stdout and stderr as it is, line by line', async () => {
    const code = `import { Console } from 'node:console';
      const own = new Console({ stdout: process.stdout, stderr: process.stderr });
      ${handler(`own.info('{"mine":1}'); own.error('{"mine":2}');
        process.stdout.write('one\\ntw'); process.stdout.write(Buffer.from('o\\nthree'), () => undefined);`)}`;
    const { requestId, lines, steps } = await linesOf(code);
    expect(lines).toEqual(['{"mine":1}', '{"mine":2}', 'one', 'two', 'three']);
    expect(steps.map((step) => step.requestId)).toEqual(lines.map(() => requestId));
  });

  it('includes output of child processes and direct writes to the descriptors', async () => {
    const code = `import { spawnSync } from 'node:child_process';
      import { writeSync } from 'node:fs';
      ${handler(`spawnSync('sh', ['-c', 'echo child; echo error >&2'], { stdio: 'inherit' }); writeSync(2, 'own\\nrest');`)}`;
    const { requestId, lines, steps } = await linesOf(code);
    expect(lines.toSorted()).toEqual(['child', 'error', 'own', 'rest']);
    expect(steps.every((step) => step.requestId === requestId)).toBe(true);
  });

  it('includes output larger than a pipe buffer', async () => {
    const code = `import { spawnSync } from 'node:child_process';
      import { writeSync } from 'node:fs';
      ${handler(`console.log('first'); process.stdout.write('out\\n');
        for (let n = 0; n < 20; n += 1) writeSync(1, 'x'.repeat(99_999) + '\\n');
        spawnSync('sh', ['-c', 'yes | head -n 200000'], { stdio: ['ignore', 'inherit', 'inherit'] });`)}`;
    const { lines } = await linesOf(code, { timeoutMs: 60_000, logFormat: 'Text' });
    expect(lines.filter((line) => line.length === 99_999)).toHaveLength(20);
    expect(lines.filter((line) => line === 'y')).toHaveLength(200_000);
    expect(lines).toHaveLength(200_022);
  });

  it('splits lines that never end', async () => {
    const code = handler(`process.stdout.write('x'.repeat(3 * 1024 * 1024));`);
    expect((await linesOf(code)).lines.map(({ length }) => length)).toEqual([1_048_576, 1_048_576, 1_048_576]);
  });

  it('reports lines while the function still runs, and those before an exit', async () => {
    const code = handler(`process.stdout.write('a\\nb'); if (event.hang) for (;;); process.exit(1);`);
    const { lambda, clock, nth, logs, call } = lambdaFixture([functionFixture(code, { timeoutMs: 60_000 })]);
    lambda.invokeEvent('worker', '{"hang":true}');
    expect(await nth('function-log', 1)).toMatchObject({ line: 'a' });
    await clock.advance(60_000);
    await nth('invocation-failed', 1);
    await call({});
    expect(logs()).toEqual(['a', 'b', 'a', 'b']);
  });
});
