import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const limitBytes = 60 * 1024;
const folder = resolve(import.meta.dirname, '../dist');
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const textOf = (ending: string) =>
  files
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

describe('the page as it is built', () => {
  it(`is at most ${limitBytes} bytes, compressed`, () => {
    const compressed = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
    expect(compressed).toBeLessThanOrEqual(limitBytes);
    // Far less would mean that something is not in it.
    expect(compressed).toBeGreaterThan(limitBytes / 3);
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

  it('evaluates no text, and names no address of another site', () => {
    const script = textOf('.js');
    expect(script).not.toMatch(/\beval\(|new Function\b/);
    // Names of XML, which nothing is loaded from.
    const addresses = [...script.matchAll(/https?:\/\/[\w-]+(?:\.[\w-]+)+/g)].map(([address]) => address);
    expect(addresses.filter((address) => address !== 'http://www.w3.org')).toEqual([]);
  });
});
