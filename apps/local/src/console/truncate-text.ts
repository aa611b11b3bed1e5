/** The most characters of a text that are kept. */
export const maxTextLength = 4096;

/** The beginning of a text, as a text of its own: a slice would keep the whole in memory. */
export const truncateText = (text: string): string =>
  text.length <= maxTextLength ? text : `${Buffer.from(text.slice(0, maxTextLength - 1)).toString()}…`;
