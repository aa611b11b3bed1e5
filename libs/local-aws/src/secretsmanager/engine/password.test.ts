import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateSecretString } from './generate-secret-string.ts';
import { makePassword } from './password.ts';
import { seededIntegers } from './seeded-integers.ts';

const rules = fc.record({
  PasswordLength: fc.integer({ min: 1, max: 64 }),
  ExcludeCharacters: fc.string({ maxLength: 10 }),
  ExcludeLowercase: fc.boolean(),
  ExcludeUppercase: fc.boolean(),
  ExcludeNumbers: fc.boolean(),
  ExcludePunctuation: fc.boolean(),
  IncludeSpace: fc.boolean(),
});

const types = [/[a-z]/, /[A-Z]/, /\d/, /[^a-z\d ]/i, / /];

describe('a password', () => {
  it('has the requested length, and only and all the requested character types', () => {
    fc.assert(
      fc.property(rules, fc.string(), (asked, seed) => {
        const password = makePassword(asked, seededIntegers(seed, 'name'));
        if (password === undefined) return;
        expect(password).toHaveLength(asked.PasswordLength);
        expect(Array.from(password).some((character) => asked.ExcludeCharacters.includes(character))).toBe(false);
        if (asked.ExcludeCharacters !== '') return;
        const { ExcludeLowercase, ExcludeUppercase, ExcludeNumbers, ExcludePunctuation, IncludeSpace } = asked;
        const excluded = [ExcludeLowercase, ExcludeUppercase, ExcludeNumbers, ExcludePunctuation, !IncludeSpace];
        expect(types.map((type) => type.test(password))).toEqual(excluded.map((isExcluded) => !isExcluded));
      }),
    );
  });

  it('requires at least one character, and the length must fit the required types', () => {
    const nothing = { ExcludeLowercase: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true };
    expect(makePassword(nothing, () => 0)).toBeUndefined();
    expect(makePassword({ PasswordLength: 3 }, () => 0)).toBeUndefined();
    expect(makePassword({ PasswordLength: 3, RequireEachIncludedType: false }, () => 0)).toHaveLength(3);
  });
});

describe('a generated secret', () => {
  const generate = (key: string, name: string) => generateSecretString({}, seededIntegers(key, name));

  it('is the same in each run with the same key, and differs for another name or key', () => {
    expect(generate('key', 'a')).toBe(generate('key', 'a'));
    expect(new Set([generate('key', 'a'), generate('key', 'b'), generate('other', 'a')]).size).toBe(3);
  });

  it('inserts the password into the template', () => {
    const rule = { SecretStringTemplate: '{"username":"u"}', GenerateStringKey: 'password', PasswordLength: 8 };
    expect(JSON.parse(generateSecretString(rule, seededIntegers('key', 'a')))).toEqual({
      username: 'u',
      password: expect.stringMatching(/^.{8}$/) as string,
    });
  });

  it.each([
    [{ SecretStringTemplate: '{}' }, /must be given together/],
    [{ SecretStringTemplate: '[hidden', GenerateStringKey: 'a' }, /must be the JSON text of an object/],
    [{ PasswordLength: 2 }, /requires more character types than PasswordLength allows/],
  ])('is rejected for %j', (rule, message) => {
    expect(() => generateSecretString(rule, () => 0)).toThrow(message);
  });
});
