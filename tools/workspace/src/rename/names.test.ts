import { describe, expect, it } from 'vitest';
import { parseNames, titleOf } from './names.mjs';

describe('the requested names', () => {
  it.each([
    ['@acme', 'orders'],
    ['@my-company2', 'order-entry'],
    ['@a', 'a'.repeat(40)],
  ])('may be %s and %s', (scope, name) => {
    expect(parseNames({ scope, name })).toEqual({ scope, name });
  });

  it('may have a scope without @, which PowerShell interprets', () => {
    expect(parseNames({ scope: 'acme', name: 'orders' }).scope).toBe('@acme');
  });

  it.each([
    '',
    '@',
    '@Acme',
    '@acme/orders',
    '@ac me',
    '@-acme',
    '@acme-',
    '@@acme',
    '@acme.com',
    `@${'a'.repeat(214)}`,
  ])("may not have the scope '%s'", (scope) => {
    expect(() => parseNames({ scope, name: 'orders' })).toThrow(
      `Cannot use '${scope}' as the scope: npm allows lower-case letters, digits and hyphens. Choose a scope such as --scope=@acme.`,
    );
  });

  it.each(['', 'Orders', '1orders', 'my_api', 'my.api', 'orders-', '-orders', 'my--api', 'größe', 'a'.repeat(41)])(
    "may not have the name '%s'",
    (name) => {
      expect(() => parseNames({ scope: '@acme', name })).toThrow(/^Cannot use '.*' as the name: .*--name=orders\.$/);
    },
  );
});

describe('the title of the API', () => {
  it.each([
    ['orders', 'Orders API'],
    ['order-entry', 'Order Entry API'],
    ['orders-api', 'Orders API'],
    ['api', 'Api API'],
  ])('of %s is %s', (name, title) => {
    expect(titleOf(name)).toBe(title);
  });
});
