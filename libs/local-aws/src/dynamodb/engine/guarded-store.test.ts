import { describe, expect, it } from 'vitest';
import { openStore } from './dynalite.ts';
import { guardStore } from './guarded-store.ts';

describe('a guarded store', () => {
  it("turns a callback's exception into a failure and releases its lock", async () => {
    const store = await openStore();
    const locked = (fail: (error: unknown) => void, work: () => void) =>
      new Promise<void>((resolve) => {
        const items = guardStore(store, fail).store.getItemDb('Jobs');
        items.lock('key', (release) => {
          const done = release(() => {
            resolve();
          });
          items.get('key', () => {
            work();
            done(null);
          });
        });
      });

    const failure = await new Promise((fail) => {
      void locked(fail, () => {
        throw new Error('Broken.');
      });
    });
    await locked(
      () => undefined,
      () => undefined,
    );

    expect(failure).toEqual(new Error('Broken.'));
    await store.db.close();
  });

  it('remembers the item that was read', async () => {
    const store = await openStore();
    const guard = guardStore(store, () => undefined);
    const items = guard.store.getItemDb('Jobs');

    await new Promise((resolve) => {
      items.put('key', { id: { S: 'a' } }, resolve);
    });
    expect(guard.itemRead()).toBeUndefined();
    await new Promise((resolve) => {
      items.get('key', resolve);
    });

    expect(guard.itemRead()).toEqual({ id: { S: 'a' } });
    await store.db.close();
  });
});
