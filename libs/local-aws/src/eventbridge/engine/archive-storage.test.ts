import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eventBridgeScene, failureRecord, replayOf } from '../testing/event-bridge-fixture.ts';
import { type ArchiveStorage, memoryArchiveStorage } from './archive-storage.ts';
import { fileArchiveStorage } from './file-archive-storage.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jobs-local-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const event = (time: number) => ({ text: `{"time":${time}}\n`, time, visibleAt: time });

async function timesOf(storage: ArchiveStorage, archiveName = 'kept'): Promise<number[]> {
  const times: number[] = [];
  for await (const { time } of storage.read(archiveName)) times.push(time);
  return times;
}

describe.each([
  ['in memory', () => Promise.resolve(memoryArchiveStorage())],
  ['in files', async () => fileArchiveStorage(join(await temporaryFolder(), 'archives'))],
])('a storage of archives %s', (_, create) => {
  it('gives the events of an archive in the order in which they came', async () => {
    const storage = await create();
    await Promise.all([3, 1, 2].map((time) => storage.append('kept', event(time))));
    await storage.append('other', event(4));

    expect(await timesOf(storage)).toEqual([3, 1, 2]);
    expect(await timesOf(storage, 'none')).toEqual([]);
    for await (const archived of storage.read('other')) expect(archived).toEqual(event(4));
  });

  it('forgets what is older than it should keep', async () => {
    const storage = await create();
    for (const time of [3, 1, 2]) await storage.append('kept', event(time));

    await storage.removeBefore('kept', 2);
    await storage.removeBefore('none', 2);
    await storage.append('kept', event(5));

    expect(await timesOf(storage)).toEqual([3, 2, 5]);
  });
});

describe('archives in files', () => {
  it('can be replayed after a restart, without a line that was cut off', async () => {
    const folder = await temporaryFolder();
    const start = () => eventBridgeScene({ archiveStorage: fileArchiveStorage(folder) });
    const before = start();
    await before.eventBridge.putEvent(failureRecord);
    await before.eventBridge.stop();
    await appendFile(join(folder, 'kept.jsonl'), '\n[1795000000000,17950000');

    const after = start();
    await after.eventBridge.putEvent(failureRecord);
    after.eventBridge.startReplay(replayOf(after.clock));
    await after.eventBridge.idle();

    expect(await after.eventBridge.describeArchive('kept')).toMatchObject({ eventCount: 2 });
    expect(after.invocations).toMatchObject([{ payload: '{"seconds":5}' }, { payload: '{"seconds":5}' }]);
  });
});
