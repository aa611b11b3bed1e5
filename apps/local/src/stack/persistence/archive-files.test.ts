import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ArchiveStorage } from '@jobs/local-aws/eventbridge';
import { StorageError } from '@jobs/local-aws/kernel';
import { type FaultyFiles, faultyFiles } from '../../testing/faulty-files.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { openArchiveFiles } from './archive-files.ts';
import { Manifest } from './manifest.ts';

function openIn(folder: string, { files }: FaultyFiles = faultyFiles()) {
  const problems: string[] = [];
  const reportProblem = (problem: string) => problems.push(problem);
  const manifest = new Manifest(join(folder, 'manifest'), files);
  return {
    file: join(folder, 'kept.log'),
    problems,
    archives: openArchiveFiles({ folder, files, manifest, reportProblem }),
  };
}

const event = (time: number) => ({ text: `{"time":${time}}\n`, time, visibleAt: time });

async function timesOf(storage: ArchiveStorage, archiveName = 'kept'): Promise<number[]> {
  const times: number[] = [];
  for await (const { time } of storage.read(archiveName)) times.push(time);
  return times;
}

describe('archives in files', () => {
  it('return their events in the order of arrival, also in the next run', async () => {
    const folder = temporaryFolder();
    const { archives } = openIn(folder);
    await Promise.all([3, 1, 2].map((time) => archives.append('kept', event(time))));
    await archives.append('other', event(4));
    for (const each of [archives, openIn(folder).archives]) {
      expect(await timesOf(each)).toEqual([3, 1, 2]);
      expect(await timesOf(each, 'none')).toEqual([]);
      for await (const archived of each.read('other')) expect(archived).toEqual(event(4));
    }
  });

  it('drop events that are past the retention period', async () => {
    const folder = temporaryFolder();
    const { archives, file } = openIn(folder);
    for (const time of [3, 1, 2]) await archives.append('kept', event(time));
    const { size } = statSync(file);
    await archives.removeBefore('kept', 2);
    await archives.removeBefore('none', 2);
    expect(statSync(file).size).toBeLessThan(size);
    await archives.append('kept', event(5));
    expect(await timesOf(archives)).toEqual([3, 2, 5]);
    const next = openIn(folder);
    expect(await timesOf(next.archives)).toEqual([3, 2, 5]);
    expect(next.problems).toEqual([]);
  });

  it('drop old events even if their file cannot be compacted', async () => {
    const disk = faultyFiles();
    const { archives, problems } = openIn(temporaryFolder(), disk);
    for (const time of [3, 1, 2]) await archives.append('kept', event(time));
    disk.fail('renameSync', 'EIO');
    await archives.removeBefore('kept', 2);
    expect(await timesOf(archives)).toEqual([3, 2]);
    expect(problems).toEqual([expect.stringContaining('kept.log: EIO: i/o error')]);
  });

  it('lose only the events that were cut off, and report how many', async () => {
    const folder = temporaryFolder();
    const before = openIn(folder);
    for (const time of [3, 1, 2]) await before.archives.append('kept', event(time));
    truncateSync(before.file, statSync(before.file).size - 5);
    const { archives, problems } = openIn(folder);
    expect(await timesOf(archives)).toEqual([3, 1]);
    expect(problems).toEqual([expect.stringContaining('It held 3 events and now holds 2 events.')]);
  });

  it('report a missing file', async () => {
    const folder = temporaryFolder();
    const before = openIn(folder);
    await before.archives.append('kept', event(1));
    rmSync(before.file);
    const { archives, problems } = openIn(folder);
    expect(await timesOf(archives)).toEqual([]);
    expect(problems).toEqual([
      `Stored data is missing: ${before.file} does not exist. It held 1 event and now holds 0 events.`,
    ]);
  });

  it('report an event that is corrupted while they are in use', async () => {
    const folder = temporaryFolder();
    const { archives, file, problems } = openIn(folder);
    for (const time of [3, 1, 2]) await archives.append('kept', event(time));
    writeFileSync(file, readFileSync(file, 'utf8').replace('[1,1', '[7,1'));
    expect(await timesOf(archives)).toEqual([3, 2]);
    expect(problems).toEqual([expect.stringContaining("1 event can't be read")]);
  });

  it('reject an event that cannot be written', async () => {
    const disk = faultyFiles();
    const { archives } = openIn(temporaryFolder(), disk);
    await archives.append('kept', event(1));
    disk.leaveRoom(10);
    await expect(archives.append('kept', event(2))).rejects.toThrow(StorageError);
    await expect(archives.append('new', event(2))).rejects.toThrow(StorageError);
    disk.leaveRoom(Infinity);
    await archives.append('kept', event(3));
    await archives.append('new', event(3));
    expect(await timesOf(archives)).toEqual([1, 3]);
    expect(await timesOf(archives, 'new')).toEqual([3]);
  });
});
