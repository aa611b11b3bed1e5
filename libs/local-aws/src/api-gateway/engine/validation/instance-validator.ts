import { type JsonNode, type JsonType, typeOf } from './json-node.ts';
import type { Check, Keyword } from './keyword.ts';
import { arrayKeywords } from './keywords/arrays.ts';
import { numberKeywords } from './keywords/numbers.ts';
import { objectKeywords } from './keywords/objects.ts';
import { stringKeywords } from './keywords/strings.ts';
import { valueKeywords } from './keywords/values.ts';
import type { Report } from './report.ts';
import {
  dereference,
  type Schema,
  schemaAt,
  type SchemaPlace,
  type SchemaRegistry,
  ValidationLoopError,
} from './schema.ts';

const keywords: [name: string, keyword: Keyword][] = Object.entries({
  ...arrayKeywords,
  ...numberKeywords,
  ...objectKeywords,
  ...stringKeywords,
  ...valueKeywords,
}).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * Validates as java-json-tools' json-schema-validator 2.2.14 does (docs/facts/a.md#a34): the keywords of a schema in
 * the order of their names; then, unless there is an error, the value's elements, or its members in the order of their
 * names.
 */
export class InstanceValidator {
  readonly #registry: SchemaRegistry;
  readonly #checks = new Map<Schema, ReadonlyMap<JsonType, readonly Check<JsonNode>[]>>();

  constructor(registry: SchemaRegistry) {
    this.#registry = registry;
  }

  /**
   * @param above the schemas that the same value is being validated against
   * @throws NumberRangeError or ValidationLoopError if the validator itself fails on the document
   */
  validate(place: SchemaPlace, node: JsonNode, report: Report, above: readonly Schema[] = []): void {
    if (above.includes(place.schema)) throw new ValidationLoopError('The schema refers to itself.');
    const visited = [...above, place.schema];
    const { schema, root } = dereference(place, this.#registry);
    for (const check of this.#checksOf(schema).get(typeOf(node)) ?? [])
      check(node, report, (inner, same, innerReport) => {
        this.validate({ schema: inner, root }, same, innerReport, visited);
      });
    if (!report.isSuccess) return;
    if (Array.isArray(node))
      node.forEach((item, index) => {
        for (const inner of itemSchemas(schema, index)) this.validate({ schema: inner, root }, item, report);
      });
    else if (node instanceof Map)
      for (const [name, value] of [...node].sort(([a], [b]) => (a < b ? -1 : 1)))
        for (const inner of memberSchemas(schema, name)) this.validate({ schema: inner, root }, value, report);
  }

  #checksOf(schema: Schema): ReadonlyMap<JsonType, readonly Check<JsonNode>[]> {
    const known = this.#checks.get(schema);
    if (known) return known;
    const checks = new Map<JsonType, Check<JsonNode>[]>();
    for (const [name, { types, compile }] of keywords) {
      const value = schema.get(name);
      if (value === undefined) continue;
      const check = compile(value, schema);
      for (const type of types) checks.set(type, [...(checks.get(type) ?? []), check]);
    }
    this.#checks.set(schema, checks);
    return checks;
  }
}

function itemSchemas(schema: Schema, index: number): Schema[] {
  const items = schema.get('items');
  if (items instanceof Map) return [items];
  if (Array.isArray(items) && index < items.length) return [schemaAt(schema, 'items', index)];
  return additional(schema, 'additionalItems');
}

function memberSchemas(schema: Schema, name: string): Schema[] {
  const property = schemaAt(schema, 'properties').get(name);
  const patterns = [...schemaAt(schema, 'patternProperties').keys()].sort();
  const found = [
    ...(property instanceof Map ? [property] : []),
    ...patterns
      .filter((pattern) => new RegExp(pattern).test(name))
      .map((pattern) => schemaAt(schema, 'patternProperties', pattern)),
  ];
  return found.length > 0 ? found : additional(schema, 'additionalProperties');
}

function additional(schema: Schema, keyword: 'additionalItems' | 'additionalProperties'): Schema[] {
  const found = schema.get(keyword);
  return found instanceof Map ? [found] : [];
}
