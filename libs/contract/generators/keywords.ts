import { canonical } from '../src/checks.ts';
import type { SchemaType } from './schema.ts';

/** The effect of a keyword and its allowed values. */
export interface Keyword {
  /** The type it applies to; a schema with such keywords but no `type` gets this type. */
  readonly restricts: 'object' | 'array' | 'string' | 'number' | 'anything';
  /** Whether API Gateway and the functions enforce it, or it is documentation only. */
  readonly effect: 'checked' | 'documentation';
  readonly value: ValueRule;
  /** A note for readers, in Markdown. */
  readonly note?: string;
}

export interface ValueRule {
  readonly expected: string;
  readonly isValid: (value: unknown) => boolean;
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isUnique = (values: readonly unknown[]) => new Set(values.map(canonical)).size === values.length;

const rules = {
  anything: { expected: 'anything', isValid: () => true },
  text: { expected: 'text', isValid: (value) => typeof value === 'string' },
  flag: { expected: 'true or false', isValid: (value) => typeof value === 'boolean' },
  number: { expected: 'a number', isValid: (value) => typeof value === 'number' && Number.isFinite(value) },
  positive: { expected: 'a number above 0', isValid: (value) => typeof value === 'number' && value > 0 },
  count: {
    expected: 'a whole number, 0 or more',
    isValid: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  },
  schema: { expected: 'a schema', isValid: isRecord },
  schemas: {
    expected: 'a non-empty list of schemas',
    isValid: (value) => Array.isArray(value) && value.length > 0 && value.every(isRecord),
  },
  map: {
    expected: 'a map of schemas',
    isValid: (value) => isRecord(value) && Object.values(value as object).every(isRecord),
  },
  schemaOrFlag: {
    expected: 'a schema, true or false',
    isValid: (value) => typeof value === 'boolean' || isRecord(value),
  },
  names: {
    expected: 'a list of unique names',
    isValid: (value) => Array.isArray(value) && isUnique(value) && value.every((name) => typeof name === 'string'),
  },
  values: {
    expected: 'a list of unique values',
    isValid: (value) => Array.isArray(value) && value.length > 0 && isUnique(value),
  },
  type: {
    expected: 'object, array, string, integer, number or boolean',
    isValid: (value) => ['object', 'array', 'string', 'integer', 'number', 'boolean'].includes(value as SchemaType),
  },
  discriminator: {
    expected: 'a map with propertyName',
    isValid: (value) => isRecord(value) && typeof (value as { propertyName?: unknown }).propertyName === 'string',
  },
} satisfies Record<string, ValueRule>;

const checked = (restricts: Keyword['restricts'], value: ValueRule, note?: string): Keyword => ({
  restricts,
  effect: 'checked',
  value,
  ...(note !== undefined && { note }),
});
const documentation = (value: ValueRule, note?: string): Keyword => ({
  restricts: 'anything',
  effect: 'documentation',
  value,
  ...(note !== undefined && { note }),
});

/** All keywords of OpenAPI 3.0's schemas. */
export const keywords: Readonly<Record<string, Keyword>> = {
  $ref: checked('anything', rules.text, 'To `#/components/schemas/…`; a schema may contain itself.'),
  type: checked('anything', rules.type, 'If missing, it is inferred from the other keywords.'),
  nullable: checked('anything', rules.flag, 'Also accepts `null`, even when an `enum` does not list it.'),
  enum: checked(
    'anything',
    rules.values,
    'Values of any type, including lists and objects. The rest of the schema must accept each of them. In a request, lists and objects among them cannot contain `null`.',
  ),
  allOf: checked('anything', rules.schemas),
  anyOf: checked('anything', rules.schemas),
  oneOf: checked('anything', rules.schemas),
  not: checked('anything', rules.schema),
  properties: checked('object', rules.map),
  required: checked('object', rules.names),
  additionalProperties: checked('object', rules.schemaOrFlag),
  minProperties: checked('object', rules.count),
  maxProperties: checked('object', rules.count),
  items: checked('array', rules.schema),
  minItems: checked('array', rules.count),
  maxItems: checked('array', rules.count),
  uniqueItems: checked('array', rules.flag),
  pattern: checked(
    'string',
    rules.text,
    'In a request: regular expressions of ECMAScript 5 that mean the same with and without the flag `u`.',
  ),
  minLength: checked('string', rules.count, 'Counts code points: an emoji is one.'),
  maxLength: checked('string', rules.count, 'Counts code points: an emoji is one.'),
  minimum: checked('number', rules.number),
  maximum: checked('number', rules.number),
  exclusiveMinimum: checked('number', rules.flag),
  exclusiveMaximum: checked('number', rules.flag),
  multipleOf: checked('number', rules.positive),
  format: checked('anything', rules.text, 'See [Formats](#formats).'),
  discriminator: documentation(
    rules.discriminator,
    'The adjacent `oneOf` or `anyOf` decides. A branch whose property has no `enum` gets the values from the mapping.',
  ),
  default: documentation(
    rules.anything,
    'Passed to the job when the property is not sent. The stored parameters stay as sent.',
  ),
  readOnly: documentation(rules.flag),
  writeOnly: documentation(rules.flag),
  title: documentation(rules.text),
  description: documentation(rules.text),
  example: documentation(rules.anything),
  deprecated: documentation(rules.flag),
  externalDocs: documentation(rules.anything),
  xml: documentation(rules.anything),
};

/** Replacements for keywords from other versions of JSON Schema. */
export const unsupportedKeywords: Readonly<Record<string, string>> = {
  $defs: 'name the schema in #/components/schemas',
  const: 'write an enum with one value',
  dependencies: 'write a oneOf with a schema for each case',
  dependentRequired: 'write a oneOf with a schema for each case',
  dependentSchemas: 'write a oneOf with a schema for each case',
  definitions: 'name the schema in #/components/schemas',
  else: 'write a oneOf with a schema for each case',
  examples: "write 'example' here, or 'examples' next to the schema",
  if: 'write a oneOf with a schema for each case',
  patternProperties: 'list the properties, or allow any name with additionalProperties',
  prefixItems: 'write an object with a property for each item',
  propertyNames: 'list the properties, or allow any name with additionalProperties',
  then: 'write a oneOf with a schema for each case',
  unevaluatedProperties: 'write additionalProperties: false in a schema without allOf',
};
