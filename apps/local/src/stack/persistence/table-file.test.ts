import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StorageError } from '@jobs/local-aws/kernel';
import { type FaultyFiles, faultyFiles } from '../../testing/faulty-files.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { Manifest } from './manifest.ts';
import { openTableFile } from './table-file.ts';

function openIn(folder: string, { files }: FaultyFiles = faultyFiles()) {
  const file = join(folder, 'tables.log');
  const problems: string[] = [];
  const reportProblem = (problem: string) => problems.push(problem);
  const manifest = new Manifest(join(folder, 'manifest'), files);
  return { file, problems, tables: openTableFile({ file, files, manifest, reportProblem }) };
}

/** The entries that a run finds after the previous one was killed. */
const entriesIn = (folder: string) => Object.fromEntries(openIn(folder).tables.load());

describe('tables in a file', () => {
  it('are restored in their last state', () => {
    const folder = temporaryFolder();
    const { tables } = openIn(folder);
    tables.write([
      ['a', 1],
      ['b', { text: 'a\nb' }],
    ]);
    tables.write([['a', 2], ['b'], ['c', 3]]);
    tables.write([['c'], ['d', 4], ['d', 5]]);
    expect(entriesIn(folder)).toEqual({ a: 2, d: 5 });
    expect(entriesIn(folder)).toEqual({ a: 2, d: 5 });
  });

  it('stay small however often an entry changes', () => {
    const folder = temporaryFolder();
    const { tables, file } = openIn(folder);
    const filler = 'x'.repeat(5_000);
    tables.write([
      ['first', 0],
      ['gone', 0],
    ]);
    tables.write([['gone']]);
    for (let n = 0; n < 500; n += 1) tables.write([['often', { n, filler }]]);
    expect(statSync(file).size).toBeLessThan(1_100_000);
    expect(entriesIn(folder)).toEqual({ first: 0, often: { n: 499, filler } });
  });

  it('lose a broken change, and report how many entries are left', () => {
    const folder = temporaryFolder();
    const { tables, file } = openIn(folder);
    for (const key of ['a', 'b', 'c']) tables.write([[key, `value of ${key}`]]);
    writeFileSync(file, readFileSync(file, 'utf8').replace('value of b', 'value of B'));
    const { tables: next, problems } = openIn(folder);
    expect(Object.fromEntries(next.load())).toEqual({ a: 'value of a', c: 'value of c' });
    expect(problems).toEqual([
      `Stored data is damaged: ${file}: 1 record is broken or missing. It held 3 items and tables and now holds 2 items and tables. The damaged file is kept as tables.log.broken-1.`,
    ]);
    next.write([['d', 4]]);
    expect(Object.keys(entriesIn(folder))).toEqual(['a', 'c', 'd']);
  });

  it('are unchanged if a change cannot be written', () => {
    const disk = faultyFiles();
    const folder = temporaryFolder();
    const { tables } = openIn(folder, disk);
    tables.write([['a', 1]]);
    disk.leaveRoom(10);
    expect(() => {
      tables.write([
        ['a', 2],
        ['b', 2],
      ]);
    }).toThrow(StorageError);
    expect(entriesIn(folder)).toEqual({ a: 1 });
  });
});
