import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesWithText, mustBeSame } from './compare-assemblies.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('mustBeSame', () => {
  const one = folderWith({ 'a/template.json': '{\n"a": 1\n}', b: 'b' });

  it('accepts folders with the same files', () => {
    expect(() => {
      mustBeSame('a copy', one, folderWith({ b: 'b', 'a/template.json': '{\n"a": 1\n}' }));
    }).not.toThrow();
  });

  it('names the file and the line that differ', () => {
    expect(() => {
      mustBeSame('a copy', one, folderWith({ b: 'b', 'a/template.json': '{\n"a": 2\n}' }));
    }).toThrow('a copy: not the same\na/template.json, line 2:\n  "a": 1\n  "a": 2');
  });

  it('names a file that only one of them has', () => {
    expect(() => {
      mustBeSame('a copy', one, folderWith({ 'a/template.json': '{\n"a": 1\n}' }));
    }).toThrow(`b: only in ${one}`);
  });
});

it('filesWithText finds files that contain the path they were built in', () => {
  expect(filesWithText(folderWith({ a: 'made in /tmp/x', 'b/c': 'made' }), '/tmp/x')).toEqual(['a']);
});
