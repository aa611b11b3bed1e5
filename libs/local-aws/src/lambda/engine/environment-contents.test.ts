import { afterEach, describe, expect, it, vi } from 'vitest';
import { functionArn, functionFixture, lambdaFixture } from '../testing/lambda-fixture.ts';

const variables = `export const handler = async () => ({ ...process.env });`;
const environmentOf = async (overrides: Parameters<typeof functionFixture>[1], extra: Record<string, string> = {}) => {
  const { call } = lambdaFixture([functionFixture(variables, overrides)], { environment: () => extra });
  return (await call({})).result as Record<string, string>;
};

afterEach(() => vi.unstubAllEnvs());

describe('an environment', () => {
  it('F1 F2 has only the variables of Lambda and the configuration', async () => {
    const found = await environmentOf({ environment: { TABLE: 'jobs' }, logFormat: 'Text', memorySizeMb: 256 });
    const { _X_AMZN_TRACE_ID: trace, AWS_LAMBDA_LOG_STREAM_NAME: stream, ...rest } = found;
    expect(trace).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
    expect(stream).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
    expect(rest).toEqual({
      TABLE: 'jobs',
      AWS_ACCESS_KEY_ID: 'ASIAKEY',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'worker',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/worker',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_RUNTIME_API: '169.254.100.1:9001',
      AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
      AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1:2000',
      _AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1',
      _AWS_XRAY_DAEMON_PORT: '2000',
      LAMBDA_RUNTIME_DIR: '/var/runtime',
      LAMBDA_TASK_ROOT: '/var/task',
      LANG: 'en_US.UTF-8',
      TZ: ':UTC',
      PWD: '/var/task',
      SHLVL: '0',
      _HANDLER: 'handler.handler',
      NODE_PATH:
        '/opt/nodejs/node24/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task',
      PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
      LD_LIBRARY_PATH: '/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib',
    });
  });

  it("F1 has the time zone UTC, regardless of the local run's", async () => {
    vi.stubEnv('TZ', 'Asia/Tokyo');
    const { call } = lambdaFixture([functionFixture(`export const handler = () => String(new Date(0));`)]);
    const { result } = await call({});
    expect(result).toMatch(/^Thu Jan 01 1970 00:00:00 GMT\+0000/);
  });

  it('has a compile cache only if configured', async () => {
    const environment = { NODE_COMPILE_CACHE: '/tmp/cache-of-the-function' };
    expect(await environmentOf({ environment })).toMatchObject(environment);
    expect(await environmentOf({})).not.toHaveProperty('NODE_COMPILE_CACHE');
  });

  it('F3 indicates JSON logs', async () => {
    expect(await environmentOf({ applicationLogLevel: 'WARN' })).toMatchObject({
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: 'WARN',
    });
    expect(await environmentOf({})).toMatchObject({ AWS_LAMBDA_LOG_LEVEL: 'INFO' });
  });

  it('F3 rejects reserved names and more than 4 KB', () => {
    const start = (environment: Record<string, string>) => lambdaFixture([functionFixture(variables, { environment })]);
    expect(() => start({ AWS_REGION: 'x' })).toThrow(/workerFunction.*reserved.*AWS_REGION/);
    expect(() => start({ BIG: 'x'.repeat(4096) })).toThrow(/workerFunction.*4096 bytes/);
  });

  it('fails each invocation when it cannot be started', async () => {
    const environment = { NODE_OPTIONS: '--no-such-option' };
    const { call, lambda, logs } = lambdaFixture([functionFixture(variables, { environment })]);
    for (const answer of [await call({}), await call({})]) {
      expect(answer).toMatchObject({ functionError: 'Unhandled', result: { errorType: 'Runtime.ExitError' } });
    }
    expect(logs()[0]).toContain('--no-such-option is not allowed');
    await lambda.idle();
  });

  it("gets the local run's additional variables, read when it starts", async () => {
    const found = await environmentOf({}, { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' });
    expect(found.AWS_ENDPOINT_URL).toBe('http://127.0.0.1:4566');
  });

  it('F4 gives each invocation a trace id, the same in the variable and in the context', async () => {
    const code = `export const handler = async (_, context) => [process.env._X_AMZN_TRACE_ID, context.xRayTraceId];`;
    const { call } = lambdaFixture([functionFixture(code)]);
    const [first, second] = [(await call({})).result, (await call({})).result] as [string[], string[]];
    expect(first[0]).toBe(first[1]);
    expect(second[0]).toBe(second[1]);
    expect(first[0]).not.toBe(second[0]);
  });

  it('F5 F6 gives the handler the context of nodejs24', async () => {
    const code = `export const handler = async (event, context) => ({
      keys: Object.keys(context), context, remaining: context.getRemainingTimeInMillis(), arguments: event });`;
    const { lambda } = lambdaFixture([functionFixture(code, { timeoutMs: 5000, memorySizeMb: 256 })]);
    const { requestId, payload } = await lambda.invoke('worker', '{"a":1}');
    const result = JSON.parse(payload) as { keys: string[]; context: object; remaining: number; arguments: unknown };
    expect(result.context).toMatchObject({
      functionName: 'worker',
      functionVersion: '$LATEST',
      memoryLimitInMB: '256',
      logGroupName: '/aws/lambda/worker',
      invokedFunctionArn: functionArn('worker'),
      awsRequestId: requestId,
    });
    expect(result.keys).toEqual(expect.arrayContaining(['clientContext', 'identity', 'tenantId', 'xRayTraceId']));
    for (const gone of ['callbackWaitsForEmptyEventLoop', 'done', 'succeed', 'fail']) {
      expect(result.keys).not.toContain(gone);
    }
    expect(result.remaining).toBeGreaterThan(4000);
    expect(result.remaining).toBeLessThanOrEqual(5000);
    expect(result.arguments).toEqual({ a: 1 });
  });

  it("follows the stack's clock", async () => {
    const code = `export const handler = async () => [Date.now(), new Date().getTime(), Date().slice(11, 15),
      new Date(0).toISOString(), new Date() instanceof Date, new Date(5).getTime()];`;
    const { call, clock } = lambdaFixture([functionFixture(code)]);
    await call({});
    await clock.advance(10 * 365 * 86_400_000);
    const [now, date, year, ...rest] = (await call({})).result as [number, number, string, ...unknown[]];
    expect(Math.abs(now - clock.now())).toBeLessThan(2000);
    expect(Math.abs(date - clock.now())).toBeLessThan(2000);
    expect(Math.abs(Number(year) - new Date(clock.now()).getFullYear())).toBeLessThanOrEqual(1);
    expect(rest).toEqual(['1970-01-01T00:00:00.000Z', true, 5]);
  });

  it('sees the clock move while it runs', async () => {
    const code = `import { setTimeout as sleep } from 'node:timers/promises';
      export const handler = async (event, context) => {
        const before = context.getRemainingTimeInMillis();
        console.log('running');
        while (context.getRemainingTimeInMillis() > before - 100_000) await sleep(1);
        return true;
      };`;
    const { lambda, clock, nth } = lambdaFixture([functionFixture(code, { timeoutMs: 300_000 })]);
    const called = lambda.invoke('worker', '{}');
    await nth('function-log', 1);
    await clock.advance(200_000);
    expect((await called).payload).toBe('true');
  });
});
