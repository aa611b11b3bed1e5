import { describe, expect, it } from 'vitest';
import { renameText } from './rename-text.mjs';

const workspace = { packages: ['infra', 'client-sdk'], stages: ['dev', 'prod', 'local'] };
const rename = (text: string) =>
  renameText(text, { scope: '@old', name: 'old' }, { scope: '@acme', name: 'orders' }, workspace);

describe('a text', () => {
  it.each([
    ["import { stages } from '@old/infra/stages';", "import { stages } from '@acme/infra/stages';"],
    ['node --conditions=@old/source main.ts', 'node --conditions=@acme/source main.ts'],
    ["conditions: ['@old/test-contract']", "conditions: ['@acme/test-contract']"],
    [String.raw`/node_modules\/@old\/client-sdk\/dist/`, String.raw`/node_modules\/@acme\/client-sdk\/dist/`],
    ["groups: ['^@old/']", "groups: ['^@acme/']"],
    ['"executor": "@old/infra:deploy"', '"executor": "@acme/infra:deploy"'],
    ['the stack `old-dev`, its role old-prod-Role*', 'the stack `orders-dev`, its role orders-prod-Role*'],
    ['All is one stack, `old-<stage>`.', 'All is one stack, `orders-<stage>`.'],
    ['[profile old-local-invoke]', '[profile orders-local-invoke]'],
    ['# Old API', '# Orders API'],
  ])('has the new names: %s', (text, renamed) => {
    expect(rename(text)).toBe(renamed);
  });

  it.each([
    "import lint from '@old/eslint-config';",
    '* @old/infrastructure-team',
    '@old-school/infra',
    'somebody@old/infra',
    'very-old-dev',
    'old-developers',
    'an old API, the Older API, the Old APIs',
  ])('keeps similar names: %s', (text) => {
    expect(rename(text)).toBe(text);
  });
});
