import { MethodFailure } from '../errors.ts';
import { asDouble, isNumeric } from '../values/arithmetic.ts';
import { JavaArray, JavaChar, JavaCollection } from '../values/java-types.ts';
import type { Value } from '../values/value.ts';

/** Parameter types of Java's methods, and what an implementation gets for them. */
export interface ParameterTypes {
  text: string;
  int: number;
  long: bigint;
  double: number;
  /** A Long and nothing else. */
  bigint: bigint;
  boolean: boolean;
  char: string;
  collection: readonly Value[];
  map: Map<Value, Value>;
  any: Value;
}

export type ParameterType = keyof ParameterTypes;

/** One overload of a method. */
export interface Method<Target> {
  readonly parameters: readonly ParameterType[];
  call(target: Target, values: readonly Value[]): Value | undefined;
}

/** A type's methods by name, each with its overloads; the first that takes the arguments is called. */
export type MethodTable<Target> = Readonly<Record<string, readonly Method<Target>[]>>;

type Implementation<Target, Types extends readonly ParameterType[]> = (
  target: Target,
  ...values: { [Index in keyof Types]: ParameterTypes[Types[Index]] }
) => Value | undefined;

/** Describes one overload. An implementation that returns undefined is Java's `void`. */
export function method<Target, const Types extends readonly ParameterType[]>(
  parameters: Types,
  implementation: Implementation<Target, Types>,
): Method<Target> {
  return {
    parameters,
    call: (target, values) => {
      const converted: unknown = parameters.map((type, index) => convert(type, values[index] ?? null));
      return implementation(target, ...(converted as { [Index in keyof Types]: ParameterTypes[Types[Index]] }));
    },
  };
}

/** The last overload of a method that Java calls with any object, only to reject those of another type. */
export const otherTypes: Method<unknown> = method(['any'], () => {
  throw new MethodFailure('the argument has another type');
});

/** Whether a method takes these arguments. Null is taken by everything that is an object in Java. */
export function accepts(method: Method<never>, values: readonly Value[]): boolean {
  return (
    method.parameters.length === values.length &&
    method.parameters.every((type, index) => fits(type, values[index] ?? null))
  );
}

function fits(type: ParameterType, value: Value): boolean {
  switch (type) {
    case 'text':
      return value === null || typeof value === 'string';
    case 'int':
      return typeof value === 'number';
    case 'long':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'double':
      return isNumeric(value);
    case 'bigint':
      return typeof value === 'bigint';
    case 'boolean':
      return typeof value === 'boolean';
    case 'char':
      return value instanceof JavaChar;
    case 'collection':
      return value === null || Array.isArray(value) || value instanceof JavaCollection;
    case 'map':
      return value === null || value instanceof Map;
    case 'any':
      return true;
  }
}

function convert(type: ParameterType, value: Value): ParameterTypes[ParameterType] {
  if (type === 'any') return value;
  if (value === null) throw new MethodFailure('an argument is null');
  if (type === 'long') return BigInt(value as number | bigint);
  if (type === 'double') return asDouble(value as number);
  if (value instanceof JavaChar) return value.value;
  if (type === 'collection' && (value instanceof JavaArray || value instanceof JavaCollection)) return value.items;
  return value;
}
