/**
 * Characters that are invisible or change how others look: controls except tab and line feed, direction marks,
 * zero-width characters.
 */
const unseen = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Escapes invisible characters in a text. */
export const visible = (text: string): string =>
  text.replace(unseen, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

/** A value as formatted JSON with invisible characters escaped. */
export const toJson = (value: unknown): string => (value === undefined ? '' : visible(JSON.stringify(value, null, 2)));
