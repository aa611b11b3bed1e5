/** A form field for one parameter. */
export interface Field {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'choice' | 'switch' | 'json';
  readonly isRequired: boolean;
  readonly description?: string;
  /** The schema's constraints in words: `from 1 to 300`. */
  readonly hint: string;
  readonly choices: readonly unknown[];
}

interface Schema {
  readonly type?: unknown;
  readonly properties?: unknown;
  readonly required?: unknown;
  readonly enum?: unknown;
  readonly description?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly minLength?: unknown;
  readonly maxLength?: unknown;
  readonly pattern?: unknown;
  readonly format?: unknown;
}

/**
 * The form fields for an object, from the JSON Schema (draft 4) that the gateway validates it with. A schema that
 * is not that of an object with properties, such as one for several types of jobs, has none: it is edited as JSON.
 */
export function fieldsOf(schema: unknown): readonly Field[] {
  const { properties, required } = asSchema(schema);
  if (typeof properties !== 'object' || properties === null) return [];
  const names = new Set(Array.isArray(required) ? required : []);
  return Object.entries(properties).map(([name, property]) => fieldOf(name, asSchema(property), names.has(name)));
}

function fieldOf(name: string, schema: Schema, isRequired: boolean): Field {
  const choices: readonly unknown[] = Array.isArray(schema.enum) ? schema.enum : [];
  return {
    name,
    kind: choices.length > 0 ? 'choice' : (kinds[String(schema.type)] ?? 'json'),
    isRequired,
    ...(typeof schema.description === 'string' && { description: schema.description }),
    hint: hintOf(schema),
    choices,
  };
}

const kinds: Readonly<Record<string, Field['kind'] | undefined>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'switch',
};

function hintOf({ type, minimum, maximum, minLength, maxLength, pattern, format }: Schema): string {
  const from = written(minimum ?? minLength);
  // Number.MAX_SAFE_INTEGER is a technical limit and not worth showing.
  const to = maximum === Number.MAX_SAFE_INTEGER ? '' : written(maximum ?? maxLength);
  const range = [from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(' ');
  return [
    type === 'string' ? '' : type === 'integer' ? 'whole number' : written(type),
    range && type === 'string' ? `${range} characters` : range,
    written(format),
    pattern === undefined ? '' : `matches ${written(pattern)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

const written = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

const asSchema = (value: unknown): Schema => (typeof value === 'object' && value !== null ? value : {});

/**
 * The value of a field's text. Text that is not of the field's type stays a string: the gateway rejects it and says
 * why.
 * @returns undefined for an empty field
 */
export function readField({ kind, choices }: Field, text: string): unknown {
  if (text === '') return undefined;
  if (kind === 'choice') return choices.find((choice) => JSON.stringify(choice) === text);
  if (kind === 'text') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The text that a field shows for a value: the reverse of `readField`. */
export function writeField({ kind }: Field, value: unknown): string {
  if (value === undefined) return '';
  return kind === 'choice' || typeof value !== 'string' ? JSON.stringify(value) : value;
}

/** One own property of the parameters, ignoring inherited ones; undefined if absent. */
export const propertyOf = (parameters: object, name: string): unknown =>
  Object.getOwnPropertyDescriptor(parameters, name)?.value as unknown;

/** The parameters with one of them changed, or removed if the value is undefined. Keys keep their order. */
export function withProperty(parameters: object, name: string, value: unknown): object {
  const entries = Object.entries(parameters);
  const changed = entries.some(([key]) => key === name)
    ? entries.map(([key, old]): [string, unknown] => [key, key === name ? value : old])
    : [...entries, [name, value] as [string, unknown]];
  // Defines properties, `__proto__` too, which an assignment would not.
  return Object.fromEntries(changed.filter(([, each]) => each !== undefined));
}
