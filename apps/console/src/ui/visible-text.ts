/**
 * Characters that are not seen, or change how others are seen: controls but for tab and line feed, marks of direction,
 * characters without width.
 */
const unseen = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text in which nothing is hidden: unseen characters are written as escapes. */
export const visible = (text: string): string =>
  text.replace(unseen, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

/** A value as JSON, readable and with nothing hidden. */
export const toJson = (value: unknown): string => (value === undefined ? '' : visible(JSON.stringify(value, null, 2)));
