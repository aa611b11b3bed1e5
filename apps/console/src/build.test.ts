import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const maxCompressedBytes = 60 * 1024;
const folder = resolve(import.meta.dirname, '../dist');
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const textOf = (ending: string) =>
  files
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

describe('the built page', () => {
  it(`is at most ${maxCompressedBytes} bytes, compressed`, () => {
    const compressed = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
    expect(compressed).toBeLessThanOrEqual(maxCompressedBytes);
    // Far less would mean that something is missing.
    expect(compressed).toBeGreaterThan(maxCompressedBytes / 3);
  });

  it('has no script or style in its HTML, and loads nothing but its own files', () => {
    const html = textOf('.html');
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/i);
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.length).toBeGreaterThan(2);
    for (const address of addresses) expect(address).toMatch(/^\/console\//);
    expect(textOf('.css')).not.toMatch(/url\(|@import/);
  });

  it('evaluates no strings, and contains no URL of another site', () => {
    const script = textOf('.js');
    expect(script).not.toMatch(/\beval\(|new Function\b/);
    // XML namespaces are not loaded.
    const addresses = [...script.matchAll(/https?:\/\/[\w-]+(?:\.[\w-]+)+/g)].map(([address]) => address);
    expect(addresses.filter((address) => address !== 'http://www.w3.org')).toEqual([]);
  });
});
