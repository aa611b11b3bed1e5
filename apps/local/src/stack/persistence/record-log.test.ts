import { closeSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StorageError } from '@jobs/local-aws/kernel';
import { type FaultyFiles, faultyFiles } from '../../testing/faulty-files.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { seededRandom } from '../faults/seeded-random.ts';
import { Manifest } from './manifest.ts';
import { RecordLog } from './record-log.ts';

/** A log of texts in a folder, all of them live. */
function openLog(folder: string, { files }: FaultyFiles = faultyFiles()) {
  const entries: string[] = [];
  const problems: string[] = [];
  const file = join(folder, 'texts.log');
  const manifest = new Manifest(join(folder, 'manifest'), files);
  const log = new RecordLog({
    file,
    name: 'texts',
    entries: ['text', 'texts'],
    manifest,
    files,
    reportProblem: (problem) => problems.push(problem),
    apply: (json) => entries.push(JSON.parse(json) as string),
    live: () => entries.length,
    snapshot: () => entries.map((entry) => JSON.stringify(entry)),
  });
  return {
    file,
    log,
    entries,
    problems,
    append: (entry: string) => {
      log.append(JSON.stringify(entry), entries.length + 1);
      entries.push(entry);
      log.compactIfLarge();
    },
    close: () => {
      log.close();
      manifest.close();
    },
  };
}

/** A folder with a closed log. */
function writeLog(entries: readonly string[]): { folder: string; file: string; bytes: Buffer } {
  const folder = temporaryFolder();
  const { append, close, file } = openLog(folder);
  entries.forEach(append);
  close();
  return { folder, file, bytes: readFileSync(file) };
}

/** Opens the log twice; the second time, it must not report a problem. */
function reopen(folder: string): { entries: string[]; problems: string[] } {
  const first = openLog(folder);
  first.close();
  const second = openLog(folder);
  second.append('later');
  second.close();
  expect({ problems: second.problems, entries: second.entries.slice(0, -1) }).toEqual({
    problems: [],
    entries: first.entries,
  });
  return first;
}

const texts = ['one', 'two\nlines', 'é ☃', 'four', 'five'];

describe('a log of records', () => {
  it('returns the appended records after a kill', () => {
    const folder = temporaryFolder();
    const { append } = openLog(folder);
    texts.forEach(append);
    expect(reopen(folder)).toMatchObject({ entries: texts, problems: [] });
  });

  it('loses the records after a truncation at any byte, and reports how many', () => {
    const { bytes } = writeLog(texts);
    const lines = bytes
      .toString('latin1')
      .split('\n')
      .filter((line) => line !== '');
    // The first record is the heading.
    const ends = lines.slice(1).map((line) => bytes.indexOf(line, 0, 'latin1') + line.length);
    for (let length = 0; length < bytes.length - 1; length += 1) {
      const { folder, file } = writeLog(texts);
      truncateSync(file, length);
      const { entries, problems } = reopen(folder);
      expect(entries, `${length} bytes`).toEqual(texts.slice(0, ends.filter((end) => end <= length).length));
      expect(problems).toEqual([expect.stringContaining(`held 5 texts and now holds ${entries.length} text`)]);
      expect(problems[0]).toContain(`Stored data is damaged: ${file}: `);
      expect(readFileSync(`${file}.broken-1`)).toEqual(bytes.subarray(0, length));
    }
  });

  it('loses at most the record with a flipped bit, and reports it', () => {
    const { bytes } = writeLog(texts);
    const random = seededRandom(24);
    for (let at = 0; at < bytes.length; at += 1) {
      const { folder, file } = writeLog(texts);
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << Math.floor(random() * 8)), at);
      writeFileSync(file, flipped);
      const { entries, problems } = reopen(folder);
      expect(entries.length, `byte ${at}`).toBeGreaterThanOrEqual(texts.length - 1);
      expect(texts.filter((text) => entries.includes(text))).toEqual(entries);
      if (entries.length < texts.length) {
        expect(problems).toEqual([expect.stringContaining(': 1 record is broken or missing. It held 5 texts and now')]);
        expect(readFileSync(`${file}.broken-1`)).toEqual(flipped);
      }
    }
  });

  it('loses no valid record to garbage in the middle', () => {
    const { folder, file, bytes } = writeLog(texts);
    const middle = bytes.indexOf('\n\n') + 1;
    writeFileSync(
      file,
      Buffer.concat([bytes.subarray(0, middle), Buffer.alloc(3_000_000, 'x'), bytes.subarray(middle)]),
    );
    expect(reopen(folder).entries).toEqual(texts);
  });

  it('reports a missing file', () => {
    const { folder, file } = writeLog(texts);
    rmSync(file);
    const { entries, problems } = reopen(folder);
    expect(entries).toEqual([]);
    expect(problems).toEqual([
      `Stored data is missing: ${file} does not exist. It held 5 texts and now holds 0 texts.`,
    ]);
  });

  it('reports a file without any readable record', () => {
    const { folder, file } = writeLog(texts);
    writeFileSync(file, 'nothing of a log');
    expect(reopen(folder).problems).toEqual([
      `Stored data is damaged: ${file}: nothing in it can be read. It held 5 texts and now holds 0 texts. The damaged file is kept as texts.log.broken-1.`,
    ]);
  });

  it('keeps each damaged file under its own name', () => {
    const { folder, file } = writeLog(texts);
    for (const name of ['broken-1', 'broken-2']) {
      truncateSync(file, statSync(file).size - 3);
      reopen(folder);
      expect(readdirSync(folder)).toContain(`texts.log.${name}`);
    }
  });

  it('is compacted when most of it is obsolete', () => {
    const folder = temporaryFolder();
    const { append, entries, file } = openLog(folder);
    for (let n = 0; n < 500; n += 1) {
      entries.length = 0;
      append(`${n} `.padEnd(10_000, 'x'));
    }
    expect(statSync(file).size).toBeLessThan(1_100_000);
    const last = reopen(folder)
      .entries.map((entry) => entry.trimEnd().split(' ')[0])
      .at(-1);
    expect(last).toBe('499');
  });
});

it('writes nothing after it is closed, even if its descriptor has been reused', () => {
  const folder = temporaryFolder();
  const { append, close } = openLog(folder);
  append('one');
  close();
  const others = ['a', 'b'].map((name) => openSync(join(folder, name), 'w'));
  expect(() => {
    append('two');
  }).toThrow(StorageError);
  for (const descriptor of others) closeSync(descriptor);
  expect(['a', 'b'].map((name) => statSync(join(folder, name)).size)).toEqual([0, 0]);
  expect(reopen(folder).entries).toEqual(['one']);
});

describe('a log of records on a disk that fails', () => {
  it.each([0, 1, 9, 30])(
    'rejects a record that does not fit into %i bytes, and continues when there is space',
    (room) => {
      const disk = faultyFiles();
      const folder = temporaryFolder();
      const { append, file, problems } = openLog(folder, disk);
      append('one');
      disk.leaveRoom(room);
      expect(() => {
        append('a rejected text that is longer than the next');
      }).toThrow(new StorageError(`Cannot write ${file}: ENOSPC: no space left on device.`));
      expect(() => {
        append('rejected again');
      }).toThrow(StorageError);
      disk.leaveRoom(Infinity);
      append('two');
      append('three');

      expect(problems).toEqual([
        expect.stringContaining('ENOSPC: no space left on device. Requests that need it are rejected'),
        `${file} is writable again.`,
      ]);
      expect(reopen(folder)).toMatchObject({ entries: ['one', 'two', 'three'], problems: [] });
    },
  );

  it('finds the next record after a partial one that could not be removed', () => {
    const disk = faultyFiles();
    const folder = temporaryFolder();
    const { append } = openLog(folder, disk);
    append('one');
    disk.fail('ftruncateSync', 'EIO');
    disk.leaveRoom(30);
    expect(() => {
      append('a rejected text that is longer than the next');
    }).toThrow(StorageError);
    // Whether the run is killed here or continues.
    expect(reopen(folder)).toMatchObject({ entries: ['one'], problems: [] });
    disk.leaveRoom(Infinity);
    append('2');
    expect(reopen(folder)).toMatchObject({ entries: ['one', '2'], problems: [] });
  });

  it('rejects a record that cannot be recorded in the manifest', () => {
    const disk = faultyFiles();
    const folder = temporaryFolder();
    const { append } = openLog(folder, disk);
    append('one');
    // The first write is the record itself, the second the manifest.
    disk.failWrite(2);
    expect(() => {
      append('two');
    }).toThrow(/EIO: i\/o error/);
    expect(reopen(folder)).toMatchObject({ entries: ['one'], problems: [] });
  });

  it.each(['openSync', 'writeSync', 'renameSync'] as const)(
    'only writes to its own file after %s has failed during compaction',
    (call) => {
      const disk = faultyFiles();
      const folder = temporaryFolder();
      const { append, log, entries, problems } = openLog(folder, disk);
      append('one');
      disk.fail(call, 'EIO');
      log.compact();
      disk.fail(call, undefined);
      // The next file that is opened gets the lowest free descriptor.
      const other = join(folder, 'other');
      const descriptor = openSync(other, 'w');
      append('two');
      closeSync(descriptor);

      expect(problems).toEqual([
        `Cannot compact ${join(folder, 'texts.log')}: EIO: i/o error. The file grows until that succeeds.`,
      ]);
      expect(readFileSync(other, 'utf8')).toBe('');
      expect(readdirSync(folder)).not.toContain('texts.log.new');
      expect(reopen(folder)).toMatchObject({ entries: [...entries], problems: [] });
    },
  );

  it('does not start, and changes nothing, while a damaged file cannot be replaced', () => {
    const { folder, file, bytes } = writeLog(texts);
    truncateSync(file, bytes.length - 3);
    const disk = faultyFiles();
    disk.leaveRoom(0);
    expect(() => openLog(folder, disk)).toThrow(/ENOSPC/);
    expect(readFileSync(file)).toEqual(bytes.subarray(0, -3));
    expect(reopen(folder).entries).toEqual(texts.slice(0, -1));
  });
});
