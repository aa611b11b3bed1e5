/** Button labels for the kinds of faults. */
export const kindTexts: Readonly<Record<string, string | undefined>> = {
  throw: 'Throws an error',
  timeout: 'Times out',
  exit: 'Exits',
  throttle: 'Is throttled',
  twice: 'Is delivered twice',
  down: 'Is down',
  refuse: 'Rejects events',
};
