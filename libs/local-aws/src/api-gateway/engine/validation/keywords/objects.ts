import type { JsonNumber } from '../../json/json-number.ts';
import { type JsonNode, printNames } from '../json-node.ts';
import { type Check, keyword } from '../keyword.ts';
import { type Schema, schemaAt } from '../schema.ts';

type JsonObject = Map<string, JsonNode>;

export const objectKeywords = {
  required: keyword(['object'], (required: string[]) => {
    const names = required.toSorted();
    return (object: JsonObject, report) => {
      const missing = names.filter((name) => !object.has(name));
      if (missing.length > 0) report.error(() => `object has missing required properties (${printNames(missing)})`);
    };
  }),
  additionalProperties: keyword(['object'], (allowed: JsonNode, schema) => {
    const properties = schemaAt(schema, 'properties');
    const patterns = Array.from(schemaAt(schema, 'patternProperties').keys(), (pattern) => new RegExp(pattern));
    return (object: JsonObject, report) => {
      if (allowed !== false) return;
      const others = [...object.keys()].filter(
        (name) => !properties.has(name) && !patterns.some((pattern) => pattern.test(name)),
      );
      if (others.length > 0)
        report.error(
          () => `object instance has properties which are not allowed by the schema: ${printNames(others.toSorted())}`,
        );
    };
  }),
  minProperties: keyword(['object'], (minimum: JsonNumber) => ({ size }: JsonObject, report) => {
    if (size < Number(minimum))
      report.error(
        () => `object has too few properties (found ${size} but schema requires at least ${String(minimum)})`,
      );
  }),
  maxProperties: keyword(['object'], (maximum: JsonNumber) => ({ size }: JsonObject, report) => {
    if (size > Number(maximum))
      report.error(
        () => `object has too many properties (found ${size} but schema requires at most ${String(maximum)})`,
      );
  }),
  /** First the property dependencies, then the schema dependencies, each ordered by name. */
  dependencies: keyword(['object'], (dependencies: JsonObject): Check<JsonObject> => {
    const all = [...dependencies].sort(([a], [b]) => (a < b ? -1 : 1));
    const needed = all.filter((entry): entry is [string, string[]] => Array.isArray(entry[1]));
    const schemas = all.filter((entry): entry is [string, Schema] => entry[1] instanceof Map);
    return (object, report, validate) => {
      for (const [property, names] of needed) {
        const missing = names.filter((name) => !object.has(name)).sort();
        if (object.has(property) && missing.length > 0)
          report.error(
            () =>
              `property "${property}" of object has missing property dependencies (schema requires ${printNames(names.toSorted())}; missing: ${printNames(missing)})`,
          );
      }
      for (const [property, schema] of schemas) if (object.has(property)) validate(schema, object, report);
    };
  }),
};
