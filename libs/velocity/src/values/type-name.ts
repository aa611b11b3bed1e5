import { HostObject } from './host-object.ts';
import { JavaDouble } from './java-double.ts';
import { JavaArray, JavaChar, JavaCollection } from './java-types.ts';
import type { Value } from './value.ts';

const maxLong = 2n ** 63n - 1n;

/** The simple name of the Java type that a value stands for. */
export function typeName(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'number') return 'Integer';
  if (typeof value === 'bigint') return value > maxLong || value < -maxLong - 1n ? 'BigInteger' : 'Long';
  if (value instanceof JavaDouble) return 'Double';
  if (value instanceof JavaChar) return 'Character';
  if (Array.isArray(value)) return 'List';
  if (value instanceof JavaArray) return 'Array';
  if (value instanceof JavaCollection) return value.typeName;
  if (value instanceof HostObject) return value.definition.typeName;
  return 'Map';
}
