import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PendingEvent } from '@jobs/local-aws/lambda';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEventJournal } from './event-journal-file.ts';

function journalFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return join(folder, 'deep', 'queue.jsonl');
}

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
  it('gives what was not finished, as it was last, in its order', () => {
    const file = journalFile();
    const journal = openEventJournal(file);
    journal.changed(eventOf('a'));
    journal.changed(eventOf('b'));
    journal.changed(eventOf('c'));
    journal.changed(eventOf('c', { state: 'running' }));
    journal.finished(eventOf('b'));
    const waiting = eventOf('a', { state: 'waiting', attempts: 1, nextAttemptAt: 5 });
    journal.changed(waiting);
    // Not closed, as after a kill.
    expect(openEventJournal(file).kept).toEqual([waiting, eventOf('c', { state: 'running' })]);
    expect(openEventJournal(file).kept).toHaveLength(2);
  });

  it('writes a payload once', () => {
    const file = journalFile();
    const journal = openEventJournal(file);
    journal.changed(eventOf('a'));
    journal.changed(eventOf('a', { state: 'running' }));
    expect(readFileSync(file, 'utf8').match(/payload/g)).toHaveLength(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('leaves out a line that was cut off at the end, and goes on after it', () => {
    const file = journalFile();
    openEventJournal(file).changed(eventOf('a'));
    appendFileSync(file, '{"deliveryId":"b","reque');
    const journal = openEventJournal(file);
    journal.changed(eventOf('c'));
    expect(openEventJournal(file).kept).toEqual([eventOf('a'), eventOf('c')]);
  });

  it('says so when it is broken elsewhere', () => {
    const file = journalFile();
    openEventJournal(file).changed(eventOf('a'));
    writeFileSync(file, `{"broken\n${readFileSync(file, 'utf8')}`);
    expect(() => openEventJournal(file)).toThrow(/line 1, is broken/);
  });

  it('stays small however many events are finished', () => {
    const file = journalFile();
    const journal = openEventJournal(file);
    const payload = 'x'.repeat(10_000);
    journal.changed(eventOf('kept'));
    for (let n = 0; n < 1000; n += 1) {
      const event = eventOf(String(n), { payload });
      journal.changed(event);
      journal.finished(event);
    }
    expect(statSync(file).size).toBeLessThan(1_100_000);
    expect(openEventJournal(file).kept).toEqual([eventOf('kept')]);
  });
});
