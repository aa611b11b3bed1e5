/** The text of a place, or what makes it of the place's argument. */
export type PageValues = Readonly<Record<string, string | ((argument: string) => string)>>;

/**
 * Fills the places `{{name}}` and `{{name argument}}` of a page.
 * @throws Error on a place that has no value, and on a value that has no place
 */
export function renderPage(page: string, values: PageValues): string {
  const unused = new Set(Object.keys(values));
  const rendered = page.replaceAll(
    /\{\{(\w+)(?: ([^}]+))?\}\}/g,
    (place, name: string, argument: string | undefined = '') => {
      const value = values[name];
      if (value === undefined) throw new Error(`The page has a place without a value: ${place}`);
      unused.delete(name);
      return typeof value === 'string' ? value : value(argument);
    },
  );
  if (unused.size > 0) throw new Error(`The page has no place for: ${[...unused].join(', ')}`);
  return rendered;
}
