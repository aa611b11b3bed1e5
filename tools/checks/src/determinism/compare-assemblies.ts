import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** @throws Error that names the files that differ */
export function mustBeSame(what: string, one: string, other: string): void {
  const files = new Set([...filesIn(one), ...filesIn(other)]);
  const differing = [...files].filter((file) => !sameFile(join(one, file), join(other, file)));
  if (differing.length > 0) throw new Error(`${what}: not the same\n${differing.map(describe(one, other)).join('\n')}`);
  if (files.size === 0) throw new Error(`${one} has no files.`);
  process.stdout.write(`ok  ${what}: the same ${files.size} files\n`);
}

/** The files in a folder that contain a text. */
export function filesWithText(folder: string, text: string): string[] {
  return filesIn(folder).filter((file) => readFileSync(join(folder, file)).includes(text));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function sameFile(one: string, other: string): boolean {
  const [a, b] = [contentOf(one), contentOf(other)];
  return a !== undefined && b !== undefined && a.equals(b);
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The first lines that differ, as files can be very long, or the only folder that has the file. */
function describe(one: string, other: string): (file: string) => string {
  return (file) => {
    const [a, b] = [one, other].map((folder) => contentOf(join(folder, file))?.toString().split('\n'));
    if (!a || !b) return `${file}: only in ${a ? one : other}`;
    const line = a.findIndex((text, index) => text !== b[index]);
    return `${file}, line ${line + 1}:\n  ${(a[line] ?? '').slice(0, 300)}\n  ${(b[line] ?? '').slice(0, 300)}`;
  };
}
