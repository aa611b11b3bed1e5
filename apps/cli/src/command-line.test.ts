import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';
import { UsageError } from './errors.ts';

describe('the command line', () => {
  it('reads a submission', () => {
    const args = ['submit', '{"seconds":5}', '--wait', '--key', 'nightly-1', '--timeout', '1.5', '--role', 'arn:r'];
    expect(parseCommandLine(args)).toEqual({
      name: 'submit',
      parameters: { seconds: 5 },
      wait: true,
      key: 'nightly-1',
      json: false,
      timeoutMs: 1500,
      role: 'arn:r',
    });
  });

  it('reads options before and after the arguments', () => {
    const wanted = { name: 'wait', id: 'a', json: true, url: 'https://b' };
    expect(parseCommandLine(['--json', 'wait', '--url=https://b', 'a'])).toEqual(wanted);
    expect(parseCommandLine(['wait', 'a', '--url', 'https://b', '--json'])).toEqual(wanted);
  });

  it('reads a list', () => {
    expect(parseCommandLine(['list'])).toMatchObject({ name: 'list', status: undefined, order: 'desc', limit: 20 });
    expect(parseCommandLine(['list', '--status', 'failure', '--oldest', '--limit', '500'])).toMatchObject({
      status: 'Failure',
      order: 'asc',
      limit: 500,
    });
  });

  it('reads faults', () => {
    expect(parseCommandLine(['faults', 'list', '--json'])).toMatchObject({
      name: 'faults',
      action: 'list',
      json: true,
    });
    expect(parseCommandLine(['faults', 'table', 'down', '--times', '2', '--state', 'd'])).toMatchObject({
      ...{ name: 'faults', action: 'set', state: 'd' },
      fault: { target: 'table', kind: 'down', times: 2, probability: undefined },
    });
  });

  it.each([['--help'], ['-h'], ['help'], ['what', '--help']])('shows help for %s', (...args) => {
    expect(parseCommandLine(args)).toEqual({ name: 'help' });
  });

  it.each([
    ['submit', '--help'],
    ['help', 'submit'],
  ])('shows help on a command for %s %s', (...args) => {
    expect(parseCommandLine(args)).toEqual({ name: 'help', topic: 'submit' });
  });

  it.each([
    [[], /Expected a command: submit, get, wait, cancel, list, faults, open, postman, completion\./],
    [['cancel'], /needs the job's id/],
    [['list', 'a'], /Unexpected argument 'a': list takes only options/],
    [['list', '--wait'], /can only be used with submit/],
    [['list', '--status', 'Pending'], /--status must be one of Running, Success, Failure, Cancelled, not 'Pending'/],
    [['list', '--limit', '0'], /--limit must be a whole number of at least 1, not '0'/],
    [['get', 'a', '--limit', '5'], /can only be used with list/],
    [['sumbit', '{}'], /Unknown command 'sumbit'/],
    [['submit'], /needs the job's parameters/],
    [['get'], /needs the job's id/],
    [['wait', ''], /needs the job's id/],
    [['submit', '{"seconds":', '5}'], /Did you quote the JSON/],
    [['submit', '{seconds:5}'], /not JSON: \{seconds:5\}/],
    [['submit', '[]'], /must be a JSON object/],
    [['submit', 'null'], /must be a JSON object/],
    [['get', 'a', '--wait'], /can only be used with submit/],
    [['wait', 'a', '--timeout', 'soon'], /number of seconds.*'soon'/],
    [['wait', 'a', '--timeout', '-1'], /timeout/],
    [['get', 'a', '--timeout', '1'], /--timeout can only be used with submit, wait\./],
    [['faults', 'table'], /needs a target and a fault/],
    [['faults', 'table', 'down', '--times', 'often'], /--times must be a number/],
    [['faults', 'list', '--url', 'https://b'], /--url can only be used with/],
    [['completion', 'tcsh'], /bash, zsh, fish/],
    [['completion', 'bash', '--json'], /--json can only be used with/],
    [['get', 'a', '--url', 'b', '--stage', 'c'], /Give only one of/],
    [['get', 'a', 'b'], /Unexpected argument 'b'/],
    [['get', 'a', '--jsno'], /--jsno/],
    [['get', 'a', '--url'], /--url/],
  ])('rejects %j', (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(UsageError);
    expect(() => parseCommandLine(args)).toThrow(message);
  });
});
