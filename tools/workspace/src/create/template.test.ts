import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packTemplate, unpackTemplate } from './template.mjs';

const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'template-'));

it('a template restores each file byte for byte and keeps executable bits', () => {
  const files = {
    '.gitignore': Buffer.from('node_modules/\n'),
    'docs/größe.md': Buffer.from('# Größe 😀\n'),
    'bin/run': Buffer.from('#!/bin/sh\n'),
    'image.png': Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  };
  const from = temporaryFolder();
  for (const folder of ['docs', 'bin']) mkdirSync(join(from, folder));
  for (const [path, bytes] of Object.entries(files)) {
    writeFileSync(join(from, path), bytes, { mode: path === 'bin/run' ? 0o755 : 0o644 });
  }

  const to = join(temporaryFolder(), 'new');
  const paths = unpackTemplate(packTemplate(from, Object.keys(files)), to);

  expect(paths).toEqual(Object.keys(files));
  for (const [path, bytes] of Object.entries(files)) expect(readFileSync(join(to, path))).toEqual(bytes);
  expect(paths.filter((path) => statSync(join(to, path)).mode & 0o100)).toEqual(['bin/run']);
});
