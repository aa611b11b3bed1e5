import { JsonNumber } from '../json/json-number.ts';
import { type JsonBuilder, readJson } from '../json/read-json.ts';

/** A value of a document, or of a schema that values are compared with. */
export type JsonNode = null | boolean | string | JsonNumber | JsonNode[] | Map<string, JsonNode>;

export type JsonType = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string';

/** @throws JsonTextError */
export function readNode(text: string): JsonNode {
  return readJson(text, builder);
}

const builder: JsonBuilder<JsonNode> = {
  bare: (value) => value,
  number: (image) => new JsonNumber(image),
  array: () => [],
  object: (members) => members,
};

export function typeOf(node: JsonNode): JsonType {
  if (node === null) return 'null';
  if (node instanceof JsonNumber) return node.isInteger ? 'integer' : 'number';
  if (node instanceof Map) return 'object';
  if (Array.isArray(node)) return 'array';
  return typeof node === 'string' ? 'string' : 'boolean';
}

/**
 * Whether two values are equal: numbers by value, objects without regard to order.
 * @throws NumberRangeError
 */
export function isEqual(a: JsonNode, b: JsonNode): boolean {
  if (a instanceof JsonNumber && b instanceof JsonNumber) return a.compareTo(b) === 0;
  if (a instanceof Map && b instanceof Map)
    return a.size === b.size && [...a].every(([name, value]) => b.has(name) && isEqual(value, b.get(name) ?? null));
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => isEqual(value, b[index] ?? null));
  return a === b;
}

/** As Jackson prints it. */
export function printNode(node: JsonNode): string {
  return print(node, String);
}

/** Text that is the same for equal values whose objects have the same order. */
export function canonicalNode(node: JsonNode): string {
  return print(node, (number) => number.toCanonical());
}

function print(node: JsonNode, number: (value: JsonNumber) => string): string {
  if (node instanceof JsonNumber) return number(node);
  if (Array.isArray(node)) return `[${node.map((item) => print(item, number)).join()}]`;
  if (!(node instanceof Map)) return typeof node === 'string' ? printText(node) : String(node);
  return `{${Array.from(node, ([name, value]) => `${printText(name)}:${print(value, number)}`).join()}}`;
}

/** A list of texts, as Jackson prints it. */
export function printNames(names: readonly string[]): string {
  return `[${names.map(printText).join()}]`;
}

/** Jackson writes escapes with upper-case digits, and does not escape lone surrogates. */
function printText(text: string): string {
  return JSON.stringify(text).replace(/\\(?:u([0-9a-f]{4})|.)/g, (escape, digits: string | undefined) => {
    if (digits === undefined) return escape;
    const code = Number.parseInt(digits, 16);
    return code >= 0xd800 ? String.fromCharCode(code) : `\\u${digits.toUpperCase()}`;
  });
}
