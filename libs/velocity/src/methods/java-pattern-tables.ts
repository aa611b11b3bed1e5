/** What stands outside of character classes only. */
export const escapesOutside: Readonly<Record<string, string>> = {
  A: '(?<![^])',
  z: '(?![^])',
  Z: '(?=\\n?(?![^]))',
  R: '(?:\\r\\n|[\\n\\v\\f\\r\\x85\\u2028\\u2029])',
};

/** Escapes that mean something else in JavaScript, or nothing. */
export const escapesAnywhere: Readonly<Record<string, string>> = {
  s: '[ \\t\\n\\v\\f\\r]',
  S: '[^ \\t\\n\\v\\f\\r]',
  h: '[ \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  e: '\\x1B',
  a: '\\x07',
};

/** The names of `\p{…}` that Java takes for ASCII. */
export const posixClasses: Readonly<Record<string, string>> = {
  Lower: '[a-z]',
  Upper: '[A-Z]',
  ASCII: '[\\x00-\\x7F]',
  Alpha: '[a-zA-Z]',
  Digit: '[0-9]',
  Alnum: '[a-zA-Z0-9]',
  Punct: '[!-\\/:-@\\[-`\\{-~]',
  Graph: '[!-~]',
  Print: '[ -~]',
  Blank: '[ \\t]',
  Cntrl: '[\\x00-\\x1F\\x7F]',
  XDigit: '[0-9a-fA-F]',
  Space: '[ \\t\\n\\v\\f\\r]',
};

/** The flags of `(?i)` that both languages have. */
export const inlineFlags: Readonly<Record<string, string>> = { i: 'i', s: 's', m: 'm' };
