import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { commandDefinitions } from './command-definitions.ts';
import { InterruptedError } from './errors.ts';
import { exitCodes } from './exit-codes.ts';
import { always, runCommand } from './testing/run-command.ts';

const id = '1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11';
const done = { id, status: 'Success', results: { message: 'I slept for 1 second' } };
const cancelled = { id, status: 'Cancelled', createdAt: 'a', finishedAt: 'b' };
const failed = { id, status: 'Failure', error: { type: 'Error', message: 'no luck' } };

describe('the exit code', () => {
  it.each([
    ['get of a job that succeeded', ['get', id], always(200, done), 0],
    ['get of a job that failed', ['get', id], always(200, failed), 1],
    ['get of a job that runs', ['get', id], always(200, { id, status: 'Running' }), 3],
    ['get of no job', ['get', id], always(404, { message: 'No such job' }), 4],
    ['get without permission', ['get', id], always(403, { Message: 'no' }), 5],
    ['submit of a job that is accepted', ['submit', '{"seconds":1}'], always(202, { id }), 0],
    ['submit of what the API rejects', ['submit', '{}'], always(400, { message: 'Invalid request body' }), 5],
    ['wait for a job that succeeds', ['wait', id], always(200, done), 0],
    ['wait for a job that fails', ['wait', id], always(200, failed), 1],
    ['wait for a job that is cancelled', ['wait', id], always(200, cancelled), 6],
    ['get of a job that is cancelled', ['get', id], always(200, cancelled), 6],
    [
      'get of a job with a status of a newer service',
      ['get', id],
      always(200, { ...cancelled, status: 'Archived' }),
      1,
    ],
    ['cancel', ['cancel', id], always(200, cancelled), 0],
    ['cancel of no job', ['cancel', id], always(404, { message: 'No such job' }), 4],
    ['cancel of a job that has ended', ['cancel', id], always(409, { message: 'It has ended' }), 5],
    ['list', ['list'], always(200, { jobs: [] }), 0],
    ['list where there is none', ['list'], always(403, { message: 'Missing Authentication Token' }), 5],
    ['wait for no job', ['wait', id], always(404, { message: 'No such job' }), 4],
    ['wait that lasts too long', ['wait', id, '--timeout', '0'], always(200, { id, status: 'Pending' }), 3],
    ['an unknown command', ['delete', id], always(500, {}), 2],
  ])('of %s', async (_what, args, listener, code) => {
    expect((await runCommand(args, listener)).code).toBe(code);
  });

  it('of an interrupted wait is 130', async () => {
    const interruption = new AbortController();
    const running = runCommand(
      ['wait', id],
      (_request, response) => {
        response.end(JSON.stringify({ id, status: 'Running' }), () => {
          interruption.abort(new InterruptedError('enough'));
        });
      },
      { signal: interruption.signal },
    );
    expect(await running).toMatchObject({ code: 130, output: '', errors: expect.stringContaining('enough') as string });
  });
});

describe('what is printed', () => {
  it('is only the id after submit, for scripts', async () => {
    expect(await runCommand(['submit', '{"seconds":1}'], always(202, { id }))).toMatchObject({ output: `${id}\n` });
  });

  it('is one line for each job of a list, up to the limit', async () => {
    const job = (number: number) => ({
      id: `job-${number}`,
      status: number % 2 ? 'Running' : 'Cancelled',
      createdAt: 'then',
    });
    const page = { jobs: [1, 2, 3].map(job), nextCursor: 'next' };
    const { output } = await runCommand(['list', '--limit', '4'], always(200, page));
    expect(output).toBe(
      ['then  Running    job-1', 'then  Cancelled  job-2', 'then  Running    job-3', 'then  Running    job-1', ''].join(
        '\n',
      ),
    );
    const json = await runCommand(['list', '--limit', '2', '--json'], always(200, page));
    expect(
      json.output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([job(1), job(2)]);
  });

  it('can be a status of a newer service, in colour', async () => {
    const archived = always(200, { ...cancelled, status: 'Archived' });
    expect((await runCommand(['get', id], archived, { isTerminal: true })).output).toContain('Archived');
  });

  it.each([
    ['a bar on a terminal', true, '[########............] 40%  Reading\r\u001b[K'],
    ['a line elsewhere', false, ' s  40%  Reading\n'],
  ])('is the progress of a job while waiting: %s', async (_what, isTerminal, form) => {
    const running = { id, status: 'Running', progress: { percent: 40, message: 'Reading', updatedAt: 'now' } };
    const answers = [running, done];
    const listener: RequestListener = (request, response) => {
      always(200, answers.shift() ?? done)(request, response);
    };
    expect((await runCommand(['wait', id], listener, { isTerminal })).errors).toContain(form);
  });

  it('is why the wait ended, instead of the bar', async () => {
    const running = { id, status: 'Running', progress: { percent: 40, updatedAt: 'now' } };
    const answers = [always(200, running), always(404, { message: 'No such job' })];
    const listener: RequestListener = (request, response) => {
      answers.shift()?.(request, response);
    };
    const { errors } = await runCommand(['wait', id], listener, { isTerminal: true });
    expect(errors).toContain('40%\r\u001b[K\u001b[31mNo such job');
  });

  it('is JSON with --json, and only that on standard output', async () => {
    const { output, errors } = await runCommand(['wait', id, '--json'], always(200, done));
    expect(JSON.parse(output)).toEqual(done);
    expect(errors).toMatch(/ s {2}\S+ {2}Success\n$/);
    const submitted = await runCommand(['submit', '{"seconds":1}', '--json'], always(202, { id }));
    expect(JSON.parse(submitted.output)).toEqual({ id });
  });

  it.each([
    ['results', always(200, { id, status: 'Success', results: { text: 'a\u001b]52;c;aGk=\u0007\u202eb\u009b' } }), []],
    ['results as JSON', always(200, { id, status: 'Success', results: { text: 'a\u001b\u202eb\u009b' } }), ['--json']],
    ['an error', always(200, { id, status: 'Failure', error: { type: 'T', message: '\u001b[2J\u2066\u0000' } }), []],
    ['a rejection', always(403, { message: 'no\u001b]0;title\u0007\u2028\u202a' }), []],
  ])('has its control characters escaped: %s', async (_what, listener, options) => {
    const { output, errors } = await runCommand(['get', id, ...options], listener);
    expect(`${output}${errors}`).not.toMatch(/[^\P{Cc}\n]|[\u2028-\u202e\u2066-\u2069]/u);
    expect(`${output}${errors}`).toContain(String.raw`\u001b`);
    if (options.length > 0) expect(JSON.parse(output)).toMatchObject({ results: { text: 'a\u001b\u202eb\u009b' } });
  });

  it('has colours on a terminal, and none elsewhere', async () => {
    const escape = String.fromCharCode(27);
    expect((await runCommand(['get', id], always(200, done))).output).not.toContain(escape);
    expect((await runCommand(['get', id], always(200, done), { isTerminal: true })).output).toContain(escape);
  });

  it('names the status, the results and the error of a job', async () => {
    expect((await runCommand(['get', id], always(200, done))).output).toMatch(
      /^Success {2}1795.*\n {2}results .*slept/,
    );
    expect((await runCommand(['get', id], always(200, failed))).output).toMatch(/^Failure[\s\S]*no luck/);
  });

  it('explains why a body was rejected, with the request id', async () => {
    const rejection = always(
      400,
      { message: 'Invalid request body', details: '[seconds missing]' },
      {
        'x-amzn-errortype': 'BadRequestException',
        'x-amzn-requestid': 'request-1',
      },
    );
    const { errors } = await runCommand(['submit', '{}'], rejection);
    expect(errors).toMatch(/Invalid request body[\s\S]*seconds missing[\s\S]*request-1/);
  });

  it('says which role to assume when access is denied', async () => {
    const rejection = always(403, { message: 'denied' }, { 'x-amzn-errortype': 'AccessDeniedException' });
    expect((await runCommand(['get', id], rejection)).errors).toContain('--role');
  });

  it('is help that fits on one screen and has all commands and exit codes', async () => {
    const { output, code } = await runCommand(['--help'], always(500, {}));
    expect(code).toBe(0);
    const lines = output.split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    for (const name of Object.keys(commandDefinitions)) expect(output).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    for (const exitCode of Object.values(exitCodes)) expect(output).toMatch(new RegExp(`\\b${exitCode} [a-z]`));
  });

  it.each(Object.keys(commandDefinitions))('is help on %s that fits on one screen', async (name) => {
    const { output, code } = await runCommand([name, '--help'], always(500, {}));
    expect(code).toBe(0);
    expect(output).toMatch(new RegExp(`^Usage: jobs-api ${name}\\b`));
    expect(output.split('\n').length).toBeLessThanOrEqual(24);
    expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('is how to submit a job again without running it twice, when it may have been accepted', async () => {
    const { errors } = await runCommand(['submit', '{}', '--key', 'order-17'], always(500, {}));
    expect(errors).toMatch(/may have been accepted.*--key order-17\n$/);
    const refused = await runCommand(['submit', '{}', '--key', 'order-17'], always(400, { message: 'no' }));
    expect(refused.errors).not.toContain('--key');
  });

  it('is that a key belongs to another job', async () => {
    const listener: RequestListener = (request, response) => {
      const job = { ...done, id: 'order-17', parameters: { other: true } };
      always(request.method === 'POST' ? 202 : 200, request.method === 'POST' ? { id: 'order-17' } : job)(
        request,
        response,
      );
    };
    const { code, errors } = await runCommand(['submit', '{}', '--key', 'order-17', '--wait'], listener);
    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining('other parameters') as string });
  });

  it('is an error as JSON with --json', async () => {
    const { output, errors } = await runCommand(['get', id, '--json'], always(404, { message: 'No such job' }));
    expect({ output, error: JSON.parse(errors) as unknown }).toEqual({
      output: '',
      error: { error: `Job ${id} does not exist, or has a custom key and has not started yet.`, exitCode: 4 },
    });
    const refused = await runCommand(['cancel', id, '--json'], always(409, { message: 'It has ended' }));
    expect(JSON.parse(refused.errors)).toEqual({ error: 'It has ended', exitCode: 5 });
  });
});
