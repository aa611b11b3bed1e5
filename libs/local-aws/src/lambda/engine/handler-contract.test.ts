import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { functionFixture, lambdaFixture } from '../testing/lambda-fixture.ts';

const run = (code: string, handler?: string) =>
  lambdaFixture([functionFixture(code, handler === undefined ? {} : { handler })]).call({});
const body = (statements: string) => `let count = 0; export const handler = async () => { ${statements} };`;

describe('the handler contract of nodejs24', () => {
  it('F9 returns the value of a synchronous handler', async () => {
    expect(await run(`export const handler = () => ({ sync: true });`)).toEqual({ result: { sync: true } });
  });

  it('F9 rejects a callback-style handler on every invocation', async () => {
    const { call } = lambdaFixture([
      functionFixture(`export const handler = (event, context, callback) => callback();`),
    ]);
    for (const answer of [await call({}), await call({})]) {
      expect(answer).toMatchObject({
        functionError: 'Unhandled',
        result: {
          errorType: 'Runtime.CallbackHandlerDeprecated',
          errorMessage: expect.stringMatching(/^ERROR: AWS Lambda has removed support for callback-based/) as string,
        },
      });
    }
  });

  it.each(['undefined', 'null'])('F11 returns null for %s', async (value) => {
    expect(await run(body(`return ${value};`))).toEqual({ result: null });
  });

  it.each(['1n', 'Object.assign(globalThis, { self: globalThis })'])('F11 cannot serialise %s', async (value) => {
    expect(await run(body(`return ${value};`))).toMatchObject({
      functionError: 'Unhandled',
      result: { errorType: 'Runtime.JSONStringifyError', errorMessage: 'Unable to stringify response body' },
    });
  });

  it.each(['() => 1', 'Symbol()', '{ toJSON: () => undefined }'])('F11 returns no body for %s', async (value) => {
    expect(await run(body(`return ${value};`))).toMatchObject({
      functionError: 'Unhandled',
      result: { errorType: 'TypeError', errorMessage: 'Wrong arguments' },
    });
  });

  it('F12 reports an error as errorType, errorMessage, trace', async () => {
    const { result, functionError } = await run(body(`throw new RangeError('some_error_msg');`));
    expect(functionError).toBe('Unhandled');
    expect(Object.keys(result as object)).toEqual(['errorType', 'errorMessage', 'trace']);
    expect(result).toMatchObject({ errorType: 'RangeError', errorMessage: 'some_error_msg' });
    const { trace } = result as { trace: string[] };
    expect(trace[0]).toBe('RangeError: some_error_msg');
    expect(trace[1]).toMatch(/^ {4}at handler \(/);
  });

  it.each([
    ['"x"', 'string', 'x'],
    ['42', 'number', '42'],
    ['undefined', 'undefined', 'undefined'],
    ['{ a: 1 }', 'object', '[object Object]'],
    ['"a\\x7Fb"', 'string', 'a\x7Fb'],
  ])('F13 reports throw %s as %s', async (value, errorType, errorMessage) => {
    expect((await run(body(`throw ${value};`))).result).toEqual({ errorType, errorMessage, trace: [] });
  });

  it('F13 escapes 0x7F in an error', async () => {
    expect((await run(body(`throw new Error('a\\x7Fb');`))).result).toMatchObject({ errorMessage: 'a%7Fb' });
  });

  it('F14 uses the name of an error, not of its class, and omits its own properties', async () => {
    const code = `class Custom extends Error { code = 7; }
      class Named extends Error { name = 'Named'; }
      export const handler = async (event) => { throw event.named ? new Named('n') : new Custom('c'); };`;
    const { call } = lambdaFixture([functionFixture(code)]);
    const { result } = await call({});
    expect(result).toMatchObject({ errorType: 'Error', errorMessage: 'c' });
    expect(result).not.toHaveProperty('code');
    expect((await call({ named: true })).result).toMatchObject({ errorType: 'Named' });
  });

  it.each([
    ['handler.missing', '', 'Runtime.HandlerNotFound', /^handler.missing is undefined or not exported$/],
    ['handler.value', 'export const value = 1;', 'Runtime.HandlerNotFound', /^handler.value is not a function$/],
    ['other.handler', '', 'Runtime.ImportModuleError', /^Error: Cannot find module /],
    ['handler', '', 'Runtime.MalformedHandlerName', /^Bad handler$/],
    ['../handler.handler', '', 'Runtime.MalformedHandlerName', /is not a valid handler name/],
    ['handler.handler', 'const = 1;', 'Runtime.UserCodeSyntaxError', /^SyntaxError: /],
    ['handler.handler', 'throw new TypeError("at import");', 'TypeError', /^at import$/],
    ['handler.handler', 'import "no-such-package";', 'Error', /^Cannot find package 'no-such-package'/],
  ])('F15 reports %s of "%s" as %s', async (handler, code, errorType, errorMessage) => {
    expect(await run(code, handler)).toMatchObject({
      functionError: 'Unhandled',
      result: { errorType, errorMessage: expect.stringMatching(errorMessage) as string },
    });
  });

  it('F15 reports missing code', async () => {
    const definition = functionFixture('export const handler = () => 1;');
    const { call } = lambdaFixture([definition]);
    rmSync(definition.codeFolder, { recursive: true });
    expect((await call({})).result).toMatchObject({ errorType: 'Runtime.ImportModuleError' });
  });

  it('has no globals of CommonJS in an ES module', async () => {
    const names = ['require', 'module', 'exports', '__filename', '__dirname'];
    const code = `export const handler = () => [${names.map((name) => `typeof ${name}`).join()}];`;
    expect(await run(code)).toEqual({ result: names.map(() => 'undefined') });
  });

  it('finds a nested export, and one of a CommonJS default', async () => {
    expect(await run('export const a = { b: () => 1 };', 'handler.a.b')).toEqual({ result: 1 });
    expect(await run('export default { handler: () => 2 };')).toEqual({ result: 2 });
  });

  const wait = 'await new Promise((resolve) => setTimeout(resolve, 5000));';
  const noReason = 'Runtime exited without providing a reason';
  it.each([
    [`Promise.reject(new Error('lost')); ${wait}`, 'Runtime exited with error: exit status 1'],
    [`setTimeout(() => { throw new TypeError('stray'); }); ${wait}`, 'Runtime exited with error: exit status 1'],
    ['await new Promise(() => undefined);', noReason],
    ['process.exitCode = 4; await new Promise(() => undefined);', 'Runtime exited with error: exit status 4'],
    ['process.exit(256);', noReason],
  ])('F16 %s ends the process: %s', async (statements, reason) => {
    const code = `let count = 0; export const handler = async (event) => { count += 1; if (event.ok) return count; ${statements} };`;
    const { call, stepsOf } = lambdaFixture([functionFixture(code, { timeoutMs: 10_000 })]);
    expect(await call({ ok: true })).toEqual({ result: 1 });
    expect(await call({})).toMatchObject({ functionError: 'Unhandled' });
    const { requestId } = stepsOf('invocation-started')[1]!;
    expect(await call({ ok: true })).toEqual({ result: 1 });
    expect(stepsOf('invocation-failed')).toMatchObject([
      { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${reason}` },
    ]);
    expect(stepsOf('invocation-started').map(({ coldStart }) => coldStart)).toEqual([true, false, true]);
  });

  it.each([
    [`Promise.reject(new Error('lost')); ${wait}`, 'Runtime exited with error: exit status 1'],
    ['await new Promise(() => undefined);', noReason],
  ])('F16 %s ends the process while the module loads: %s', async (statements, reason) => {
    expect(await run(`${statements} export const handler = () => undefined;`)).toMatchObject({
      functionError: 'Unhandled',
      result: { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(reason) as string },
    });
  });

  it("F16 leaves uncaught errors to the function's own listeners", async () => {
    const code = `const caught = [];
      for (const event of ['unhandledRejection', 'uncaughtException']) process.on(event, ({ message }) => caught.push(message));
      export const handler = async () => {
        Promise.reject(new Error('lost'));
        setTimeout(() => { throw new Error('stray'); });
        while (caught.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
        return caught;
      };`;
    expect(await run(code)).toEqual({ result: ['lost', 'stray'] });
  });
});
