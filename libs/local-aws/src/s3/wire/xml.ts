import { S3Error } from '../engine/s3-error.ts';

/** Elements by name: a list repeats its element, undefined is omitted. */
export type XmlContent =
  string | number | boolean | undefined | readonly XmlContent[] | { readonly [name: string]: XmlContent };

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Formats an XML document of S3. */
export const xmlDocument = (name: string, content: XmlContent, attributes = ` xmlns="${namespace}"`): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${attributes}>${children(content)}</${name}>`;

function children(content: XmlContent): string {
  if (content === undefined) return '';
  if (typeof content !== 'object') return escapeXml(String(content));
  return Object.entries(content)
    .map(([name, value]) => element(name, value))
    .join('');
}

function element(name: string, value: XmlContent): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((one: XmlContent) => element(name, one)).join('');
  return `<${name}>${children(value)}</${name}>`;
}

/**
 * Escapes control characters like S3, although XML 1.0 forbids them: keys may contain them, hence `encoding-type=url`.
 */
const escapeXml = (text: string) =>
  text
    .replace(/[&<>"]/g, (character) => entities[character] ?? '')
    // eslint-disable-next-line no-control-regex -- the pattern searches for them
    .replace(/[\u0000-\u001f]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** An element of a request's document. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** The text of an element without children. */
  readonly text: string;
}

const token =
  /<\?[^>]*\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w:.-]+)\s*>|<([\w:.-]+)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>|([^<]+)/y;

/**
 * Parses a request's document: elements and text; attributes are ignored. Only XML's predefined entities are supported.
 * @throws S3Error `MalformedXML`
 */
export function parseXml(source: string): XmlElement {
  const root: OpenElement = { name: '', children: [], text: '' };
  const open = [root];
  token.lastIndex = 0;
  const text = source.replace(/^\ufeff/, '');
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    const current = open.at(-1);
    if (!match || !current) throw new S3Error('MalformedXML');
    const [, cdata, closing, opening, empty, plain] = match;
    if (cdata !== undefined) current.text += cdata;
    else if (plain !== undefined) current.text += decodeEntities(plain);
    else if (opening !== undefined) {
      const child = { name: withoutPrefix(opening), children: [], text: '' };
      current.children.push(child);
      if (empty === '') open.push(child);
    } else if (closing !== undefined) {
      if (open.length === 1 || open.pop()?.name !== withoutPrefix(closing)) throw new S3Error('MalformedXML');
    }
  }
  const [document] = root.children;
  if (open.length > 1 || root.children.length !== 1 || !document || root.text.trim() !== '') {
    throw new S3Error('MalformedXML');
  }
  return document;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

const withoutPrefix = (name: string) => name.slice(name.indexOf(':') + 1);

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decodeEntities = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));?/gi, (_, hex?: string, decimal?: string, name = '') => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const character = Number.isNaN(code) ? characters[name as string] : code <= 0x10ffff && String.fromCodePoint(code);
    if (character === undefined || character === false) throw new S3Error('MalformedXML');
    return character;
  });

/** The text of a child element. */
export const childText = ({ children: inner }: XmlElement, name: string): string | undefined =>
  inner.find((child) => child.name === name)?.text;
