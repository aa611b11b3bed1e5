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

  it('reads options before and after what they are about', () => {
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

  it.each([['--help'], ['-h'], ['help'], ['submit', '--help']])('shows help for %s', (...args) => {
    expect(parseCommandLine(args)).toEqual({ name: 'help' });
  });

  it.each([
    [[], /Expected a command: submit, get, wait, cancel, list\./],
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
    [['submit', '{"seconds":', '5}'], /Is the JSON in quotes/],
    [['submit', '{seconds:5}'], /not JSON: \{seconds:5\}/],
    [['submit', '[]'], /must be a JSON object/],
    [['submit', 'null'], /must be a JSON object/],
    [['get', 'a', '--wait'], /can only be used with submit/],
    [['get', 'a', '--timeout', 'soon'], /number of seconds.*'soon'/],
    [['get', 'a', '--timeout', '-1'], /timeout/],
    [['get', 'a', '--jsno'], /--jsno/],
    [['get', 'a', '--url'], /--url/],
  ])('refuses %j', (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(UsageError);
    expect(() => parseCommandLine(args)).toThrow(message);
  });
});
