import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.mjs';

describe('the command line of create-jobs-api', () => {
  it.each([
    ['orders', { name: 'orders', scope: 'orders', directory: 'orders' }],
    ['orders --scope @acme', { name: 'orders', scope: '@acme', directory: 'orders' }],
    [
      '--scope=acme --directory services/orders orders',
      { name: 'orders', scope: 'acme', directory: 'services/orders' },
    ],
    ['--help', { help: true }],
    ['orders -h', { help: true }],
  ])('%s', (line, options) => {
    expect(parseCommandLine(line.split(' '))).toEqual(options);
  });

  it.each([
    [[], /^Give the name of the project, such as: npx create-jobs-api orders\nSee: /],
    [['orders', 'invoices'], /^Unexpected argument 'invoices'\.\nSee: npx create-jobs-api --help$/],
    [['orders', '--scop', '@acme'], /^Unknown option '--scop'[\s\S]*\nSee: npx create-jobs-api --help$/],
    [['orders', '--scope'], /--scope[\s\S]*\nSee: npx create-jobs-api --help$/],
  ])('%j is rejected', (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(message);
  });
});
