/**
 * Fills the places `{{name}}` and `{{name argument}}` of a page.
 * @throws Error on a place that has no value, and on a value that has no place
 */
export function renderPage(
  page: string,
  values: Readonly<Record<string, string | ((argument: string) => string)>>,
): string {
  const unused = new Set(Object.keys(values));
  const rendered = page.replaceAll(/\{\{(\w+)(?: ([^}]+))?\}\}/g, (place, name: string, argument = '') => {
    const value = values[name];
    if (value === undefined) throw new Error(`The page has a place without a value: ${place}`);
    unused.delete(name);
    return typeof value === 'string' ? value : value(argument as string);
  });
  if (unused.size > 0) throw new Error(`The page has no place for: ${[...unused].join(', ')}`);
  return rendered;
}
