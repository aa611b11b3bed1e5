import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AdjustableClock, StorageError } from '@jobs/local-aws/kernel';
import type { PendingEvent } from '@jobs/local-aws/lambda';
import { type FaultyFiles, faultyFiles } from '../../testing/faulty-files.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { openEventJournal } from './event-journal-file.ts';
import { Manifest } from './manifest.ts';

function openIn(folder: string, { files }: FaultyFiles = faultyFiles()) {
  const file = join(folder, 'queue.log');
  const clock = new AdjustableClock();
  const problems: string[] = [];
  const reportProblem = (problem: string) => problems.push(problem);
  const manifest = new Manifest(join(folder, 'manifest'), files);
  return { file, clock, problems, journal: openEventJournal({ file, files, manifest, clock, reportProblem }) };
}

/** The events that a run finds after the previous one was killed. */
const keptIn = (folder: string) => openIn(folder).journal.kept;

const eventOf = (deliveryId: string, changes: Partial<PendingEvent> = {}): PendingEvent => ({
  deliveryId,
  requestId: `request ${deliveryId}`,
  functionName: 'worker',
  payload: '{"text":"a\\nb"}',
  invokedFunctionArn: 'arn',
  acceptedAt: 1,
  attempts: 0,
  state: 'queued',
  ...changes,
});

describe('the journal of the queue', () => {
  it('returns unfinished events in order, in their last state', () => {
    const folder = temporaryFolder();
    const { journal } = openIn(folder);
    for (const id of ['a', 'b', 'c']) journal.accepted(eventOf(id));
    journal.changed(eventOf('c', { state: 'running' }));
    journal.finished(eventOf('b'));
    const waiting = eventOf('a', { state: 'waiting', attempts: 1, nextAttemptAt: 5 });
    journal.changed(waiting);
    expect(keptIn(folder)).toEqual([waiting, eventOf('c', { state: 'running' })]);
    expect(keptIn(folder)).toHaveLength(2);
  });

  it('writes a payload once, and nothing if nothing has changed', () => {
    const { journal, file } = openIn(temporaryFolder());
    journal.accepted(eventOf('a'));
    journal.changed(eventOf('a', { state: 'running' }));
    const { size } = statSync(file);
    journal.changed(eventOf('a', { state: 'running' }));
    expect(readFileSync(file, 'utf8').match(/payload/g)).toHaveLength(1);
    expect(statSync(file).size).toBe(size);
  });

  it('stays small however many events are finished', () => {
    const folder = temporaryFolder();
    const { journal, file } = openIn(folder);
    const payload = 'x'.repeat(10_000);
    journal.accepted(eventOf('kept'));
    for (let n = 0; n < 1000; n += 1) {
      const event = eventOf(String(n), { payload });
      journal.accepted(event);
      journal.finished(event);
    }
    expect(statSync(file).size).toBeLessThan(1_100_000);
    expect(keptIn(folder)).toEqual([eventOf('kept')]);
  });

  it('reports how many events are lost if its file is missing', () => {
    const folder = temporaryFolder();
    const { journal, file } = openIn(folder);
    for (let n = 0; n < 45; n += 1) journal.accepted(eventOf(String(n)));
    rmSync(file);
    const { problems, journal: next } = openIn(folder);
    expect(next.kept).toEqual([]);
    expect(problems).toEqual([
      `Stored data is missing: ${file} does not exist. It held 45 events and now holds 0 events.`,
    ]);
  });

  it('ignores changes of an event whose first record is lost', () => {
    const folder = temporaryFolder();
    const { journal, file } = openIn(folder);
    for (const id of ['a', 'b']) journal.accepted(eventOf(id));
    journal.changed(eventOf('a', { state: 'running' }));
    writeFileSync(file, readFileSync(file, 'utf8').replace('request a', 'request A'));
    const { problems, journal: next } = openIn(folder);
    expect(next.kept).toEqual([eventOf('b')]);
    expect(problems).toEqual([expect.stringContaining('It held 2 events and now holds 1 event.')]);
  });
});

describe('the journal of the queue on a full disk', () => {
  it('rejects new events, and accepts the next one as soon as there is space', () => {
    const disk = faultyFiles();
    const folder = temporaryFolder();
    const { journal } = openIn(folder, disk);
    journal.accepted(eventOf('a'));
    disk.leaveRoom(50);
    expect(() => {
      journal.accepted(eventOf('b'));
    }).toThrow(StorageError);
    expect(journal.isBehind).toBe(false);
    disk.leaveRoom(Infinity);
    journal.accepted(eventOf('c'));
    expect(keptIn(folder)).toEqual([eventOf('a'), eventOf('c')]);
  });

  it('writes the outcome of known events later', async () => {
    const disk = faultyFiles();
    const folder = temporaryFolder();
    const { journal, clock, problems } = openIn(folder, disk);
    for (const id of ['a', 'b', 'c']) journal.accepted(eventOf(id));
    disk.leaveRoom(20);
    journal.changed(eventOf('a', { state: 'running' }));
    journal.finished(eventOf('b'));
    journal.finished(eventOf('a'));
    await clock.advance(5_000);
    expect(journal.isBehind).toBe(true);
    expect(keptIn(folder)).toEqual([eventOf('a'), eventOf('b'), eventOf('c')]);
    disk.leaveRoom(Infinity);
    await clock.advance(1_000);
    expect(journal.isBehind).toBe(false);
    expect(keptIn(folder)).toEqual([eventOf('c')]);
    expect(problems).toEqual([expect.stringContaining('ENOSPC'), expect.stringContaining('is writable again')]);
  });

  it('reports unwritten outcomes when it is closed', () => {
    const disk = faultyFiles();
    const { journal, problems } = openIn(temporaryFolder(), disk);
    journal.accepted(eventOf('a'));
    disk.leaveRoom(0);
    journal.finished(eventOf('a'));
    journal.close();
    expect(problems.at(-1)).toBe('Cannot store the outcome of 1 event. The next run may deliver it again.');
  });
});
