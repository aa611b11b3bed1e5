import type { ErrorObject } from 'ajv-draft-04';

/** What is wrong with a body, as `$context.error.validationErrorString` has it (docs/facts/a.md#a34, #a35). */
export function validationMessages(errors: readonly ErrorObject[], document: unknown): string {
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf').map(placeOf);
  const messages: string[] = [];
  for (const alike of Map.groupBy(errors, placeOf).values()) {
    const [error] = alike;
    if (!error || choices.some((choice) => placeOf(error).startsWith(`${choice}/`))) continue;
    messages.push(namesMessage(error.keyword, alike) ?? phrase(error, document));
  }
  return `[${messages.join(', ')}]`;
}

/** A schema's keyword at a place in the document; what is wrong in a branch of a choice is below the choice. */
const placeOf = ({ instancePath, schemaPath }: ErrorObject) => `${instancePath} ${schemaPath}`;

const compact = (value: unknown) => JSON.stringify(value);

/** Names of one object that are missing, or not allowed, are told in one message, sorted (docs/facts/a.md#a34). */
function namesMessage(keyword: string, errors: readonly ErrorObject[]): string | undefined {
  const names = (key: string) =>
    compact(errors.map(({ params }) => String((params as Record<string, unknown>)[key])).sort());
  if (keyword === 'required') return `object has missing required properties (${names('missingProperty')})`;
  if (keyword === 'additionalProperties')
    return `object instance has properties which are not allowed by the schema: ${names('additionalProperty')}`;
  return undefined;
}

function phrase(error: ErrorObject, document: unknown): string {
  const data = error.data === undefined && error.instancePath === '' ? document : error.data;
  const params = error.params as Record<string, unknown>;
  const schema: unknown = error.schema;
  switch (error.keyword) {
    case 'type':
      return `instance type (${typeName(data)}) does not match any allowed primitive type (allowed: ${compact(allowedTypes(schema))})`;
    case 'enum':
      return `instance value (${compact(data)}) not found in enum (possible values: ${compact(schema)})`;
    case 'pattern':
      return `ECMA 262 regex "${String(schema)}" does not match input string "${String(data)}"`;
    case 'minLength':
      return `string "${String(data)}" is too short (length: ${length(data)}, required minimum: ${String(schema)})`;
    case 'maxLength':
      return `string "${String(data)}" is too long (length: ${length(data)}, maximum allowed: ${String(schema)})`;
    case 'minimum':
      return params.comparison === '>'
        ? `numeric instance is not strictly greater than the required minimum ${String(params.limit)}`
        : `numeric instance is lower than the required minimum (minimum: ${String(params.limit)}, found: ${String(data)})`;
    case 'maximum':
      return params.comparison === '<'
        ? `numeric instance is not strictly lower than the required maximum ${String(params.limit)}`
        : `numeric instance is greater than the required maximum (maximum: ${String(params.limit)}, found: ${String(data)})`;
    case 'minItems':
      return `array is too short: must have at least ${String(schema)} elements but instance has ${length(data)} elements`;
    case 'maxItems':
      return `array is too long: must have at most ${String(schema)} elements but instance has ${length(data)} elements`;
    case 'uniqueItems':
      return 'array must not contain duplicate elements';
    case 'multipleOf':
      return `remainder of division is not zero (${String(data)} / ${String(schema)})`;
    case 'oneOf':
      return `instance failed to match exactly one schema (matched ${Array.isArray(params.passingSchemas) ? params.passingSchemas.length : 0} out of ${length(schema)})`;
    case 'anyOf':
      return `instance failed to match at least one required schema among ${length(schema)}`;
    default:
      return `${error.keyword}: ${error.message ?? 'not valid'}`;
  }
}

const length = (value: unknown) =>
  typeof value === 'string' ? Array.from(value).length : Array.isArray(value) ? value.length : 0;

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** Sorted, and with `integer` wherever any number is allowed. */
function allowedTypes(schema: unknown): string[] {
  const types = new Set((Array.isArray(schema) ? schema : [schema]).map(String));
  if (types.has('number')) types.add('integer');
  return [...types].sort();
}
