/** A document as nested records: a list repeats as `<member>`, a map as `<entry>`, undefined is left out. */
export type XmlValue =
  | string
  | number
  | undefined
  | readonly XmlValue[]
  | ReadonlyMap<string, string>
  | { readonly [name: string]: XmlValue };

/** The children of an element, as the query protocol writes them. */
export function toXml(value: XmlValue): string {
  if (value === undefined) return '';
  if (typeof value !== 'object') return escapeXml(String(value));
  if (Array.isArray(value)) return value.map((one: XmlValue) => element('member', one)).join('');
  if (value instanceof Map) return [...(value as ReadonlyMap<string, string>)].map(entry).join('');
  return Object.entries(value)
    .map(([name, child]) => (child === undefined ? '' : element(name, child as XmlValue)))
    .join('');
}

const element = (name: string, value: XmlValue) => `<${name}>${toXml(value)}</${name}>`;

const entry = ([key, value]: readonly [string, string]) => element('entry', { key, value });

/** Escapes a text. Characters that XML 1.0 can't contain, even escaped, become U+FFFD. */
function escapeXml(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- the pattern searches for them
      .replace(/[\u0000-\u0008\v\f\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/[&<>"'\r]/g, (character) => `&#${character.charCodeAt(0)};`)
  );
}
