const storageKey = 'console-token';

/**
 * The token of the run, from the address that `npm start` prints. It is stored for this tab, so that links within the
 * page need not carry it and a reload finds it, and taken out of the address bar.
 */
export function takeToken(location: Location, history: History, storage: Storage): string | undefined {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    storage.setItem(storageKey, given);
    history.replaceState(null, '', `${location.pathname}${location.search}#/`);
  }
  return storage.getItem(storageKey) ?? undefined;
}
