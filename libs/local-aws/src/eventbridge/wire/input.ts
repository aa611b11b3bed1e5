import { EventBridgeError } from '../engine/errors.ts';

/** A request's input as JSON, with unchecked member types. */
export type WireInput = Readonly<Record<string, unknown>>;

const memberName = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

const validationError = (value: string, name: string, constraint: string) =>
  new EventBridgeError(
    'ValidationException',
    `1 validation error detected: Value ${value} at '${memberName(name)}' failed to satisfy constraint: ${constraint}`,
  );

const serializationError = (name: string, type: string) =>
  new EventBridgeError('SerializationException', `${name} is not ${type}.`);

/** @throws EventBridgeError if it is present but not a string */
export function optionalText(input: WireInput, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw serializationError(name, 'a string');
}

export function requiredText(input: WireInput, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined) throw validationError('null', name, 'Member must not be null');
  return value;
}

/** A name of a replay, a rule or an archive. */
export function requiredName(input: WireInput, name: string, maxLength: number): string {
  const value = requiredText(input, name);
  if (!/^[.\-\w]+$/.test(value)) {
    throw validationError(`'${value}'`, name, 'Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+');
  }
  if (value.length > maxLength) {
    throw validationError(`'${value}'`, name, `Member must have length less than or equal to ${maxLength}`);
  }
  return value;
}

/** A time in epoch seconds, as epoch milliseconds. */
export function optionalTime(input: WireInput, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Math.abs(value) <= 8.64e12) return value * 1000;
  throw serializationError(name, 'a time in epoch seconds');
}

export function requiredTime(input: WireInput, name: string): number {
  const value = optionalTime(input, name);
  if (value === undefined) throw validationError('null', name, 'Member must not be null');
  return value;
}

export function optionalTexts(input: WireInput, name: string): readonly string[] | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw serializationError(name, 'a list of strings');
}

export function requiredObject(input: WireInput, name: string): WireInput {
  const value = input[name];
  if (value === undefined || value === null) throw validationError('null', name, 'Member must not be null');
  if (typeof value === 'object' && !Array.isArray(value)) return value as WireInput;
  throw serializationError(name, 'an object');
}

/** A list of 1 to `maximum` objects. */
export function requiredObjects(
  input: WireInput,
  name: string,
  { maximum, show }: { readonly maximum: number; readonly show: (item: WireInput) => string },
): readonly WireInput[] {
  const value = input[name];
  if (value === undefined || value === null) throw validationError('null', name, 'Member must not be null');
  if (
    !Array.isArray(value) ||
    !value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
  ) {
    throw serializationError(name, 'a list of objects');
  }
  const items = value as WireInput[];
  if (items.length === 0) throw validationError("'[]'", name, 'Member must have length greater than or equal to 1');
  if (items.length > maximum) {
    const shown = `'[${items.map(show).join(', ')}]'`;
    throw validationError(shown, name, `Member must have length less than or equal to ${maximum}`);
  }
  return items;
}
