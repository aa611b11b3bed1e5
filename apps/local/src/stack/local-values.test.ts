import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { isReadableByOthers, readLocalValues } from './local-values.ts';

function fileWith(text: string, mode = 0o600): string {
  const file = join(temporaryFolder(), 'values.json');
  writeFileSync(file, text, { mode });
  chmodSync(file, mode);
  return file;
}

describe('local values', () => {
  it('are empty if the file does not exist', () => {
    const { secrets, parameters } = readLocalValues(join(temporaryFolder(), 'values.json'));
    expect([secrets.size, parameters.size]).toEqual([0, 0]);
  });

  it('may have names such as __proto__', () => {
    const { secrets } = readLocalValues(fileWith('{"secrets": {"__proto__": "a", "constructor": "b"}}'));
    expect([...secrets]).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect(readLocalValues(fileWith('{}')).secrets.get('constructor')).toBeUndefined();
  });

  it.each([
    ['{"parameters": {"/a": []}}', /parameters, "\/a" must be a non-empty string, a list of strings/],
    ['{"parameters": {"/a": {"SecureString": "x", "KeyId": "y"}}}', /parameters, "\/a" must be/],
    ['{"parameters": "x"}', /parameters must be an object with the names of parameters/],
    ['{"secrets": {"a": ["hidden"]}}', /secrets, "a" must be a non-empty string, or an object/],
    ['{\n  "secrets": { "a": "hidden }\n}', /is not valid JSON, line 2, column 21\./],
  ])('are rejected in %j with their location but without the value', (text, message) => {
    const read = () => readLocalValues(fileWith(text));
    expect(read).toThrow(message);
    expect(read).not.toThrow('hidden');
  });

  it('fail with the reason if the file cannot be read', () => {
    const folder = join(temporaryFolder(), 'values.json');
    mkdirSync(folder);
    expect(() => readLocalValues(folder)).toThrow(/^Cannot read .*values\.json: EISDIR: /);
  });

  it.skipIf(process.platform === 'win32')('are reported as readable by others', () => {
    expect(isReadableByOthers(fileWith('{}', 0o644))).toBe(true);
    expect(isReadableByOthers(fileWith('{}', 0o600))).toBe(false);
    expect(isReadableByOthers(join(temporaryFolder(), 'none'))).toBe(false);
  });
});
