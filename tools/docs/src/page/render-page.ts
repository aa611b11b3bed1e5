/** The text of a placeholder, or a function of its argument. */
export type PageValues = Readonly<Record<string, string | ((argument: string) => string)>>;

/**
 * Fills the placeholders `{{name}}` and `{{name argument}}` of a page.
 * @throws Error on a placeholder without a value, and on an unused value
 */
export function renderPage(page: string, values: PageValues): string {
  const unused = new Set(Object.keys(values));
  const rendered = page.replaceAll(
    /\{\{(\w+)(?: ([^}]+))?\}\}/g,
    (place, name: string, argument: string | undefined = '') => {
      const value = values[name];
      if (value === undefined) throw new Error(`No value for the placeholder ${place} of the page.`);
      unused.delete(name);
      return typeof value === 'string' ? value : value(argument);
    },
  );
  if (unused.size > 0) throw new Error(`The page has no placeholders for: ${[...unused].join(', ')}`);
  return rendered;
}
