import { expect, it } from 'vitest';
import { type ArchiveStorage, memoryArchiveStorage } from './archive-storage.ts';

const event = (time: number) => ({ text: `{"time":${time}}\n`, time, visibleAt: time });

async function timesOf(storage: ArchiveStorage, archiveName = 'kept'): Promise<number[]> {
  const times: number[] = [];
  for await (const { time } of storage.read(archiveName)) times.push(time);
  return times;
}

it('returns the events of an archive in order of arrival', async () => {
  const storage = memoryArchiveStorage();
  await Promise.all([3, 1, 2].map((time) => storage.append('kept', event(time))));
  await storage.append('other', event(4));

  expect(await timesOf(storage)).toEqual([3, 1, 2]);
  expect(await timesOf(storage, 'none')).toEqual([]);
  for await (const archived of storage.read('other')) expect(archived).toEqual(event(4));
});

it('drops events past the retention period', async () => {
  const storage = memoryArchiveStorage();
  for (const time of [3, 1, 2]) await storage.append('kept', event(time));

  await storage.removeBefore('kept', 2);
  await storage.removeBefore('none', 2);
  await storage.append('kept', event(5));

  expect(await timesOf(storage)).toEqual([3, 2, 5]);
});
