/** What the kinds of faults do, for buttons. */
export const kindTexts: Readonly<Record<string, string | undefined>> = {
  throw: 'Throws an error',
  timeout: 'Times out',
  exit: 'Exits',
  throttle: 'Is throttled',
  twice: 'Is delivered twice',
  down: 'Is down',
  refuse: 'Refuses events',
};
