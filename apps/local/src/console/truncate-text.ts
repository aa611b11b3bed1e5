/** Maximum length of a stored text, in characters. */
export const maxTextLength = 4096;

/** The beginning of a text, copied: a slice would keep the whole text in memory. */
export const truncateText = (text: string): string =>
  text.length <= maxTextLength ? text : `${Buffer.from(text.slice(0, maxTextLength - 1)).toString()}…`;
