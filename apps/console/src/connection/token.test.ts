import { describe, expect, it } from 'vitest';
import { takeToken } from './token.ts';

function fakeTab(hash: string, stored?: string) {
  const items = new Map(stored === undefined ? [] : [['console-token', stored]]);
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  } as Storage;
  const shown: unknown[] = [];
  const history = { replaceState: (_state, _title, url) => void shown.push(url) } as History;
  const location = { hash, pathname: '/console/', search: '' } as Location;
  return { items, shown, token: takeToken(location, history, storage) };
}

describe('the token of the run', () => {
  it('is removed from the address and stored for the tab', () => {
    const { token, items, shown } = fakeTab('#token=a-_1');
    expect(token).toBe('a-_1');
    expect([...items.values()]).toEqual(['a-_1']);
    expect(shown).toEqual(['/console/#/']);
  });

  it('is restored after a reload on any page', () => {
    expect(fakeTab('#/jobs?status=Failure', 'kept')).toMatchObject({ token: 'kept', shown: [] });
  });

  it('is replaced by the token of a new run', () => {
    expect(fakeTab('#token=new', 'old').token).toBe('new');
  });

  it('is undefined when none was given', () => {
    expect(fakeTab('#/').token).toBeUndefined();
  });
});
