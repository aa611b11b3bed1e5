import { HostObject } from '../values/host-object.ts';
import { JavaDouble } from '../values/java-double.ts';
import { JavaArray, JavaChar, JavaCollection } from '../values/java-types.ts';
import type { Value } from '../values/value.ts';
import { arrayMethods } from './array-methods.ts';
import { booleanMethods } from './boolean-methods.ts';
import { charMethods } from './char-methods.ts';
import { collectionMethods } from './collection-methods.ts';
import { listMethods } from './list-methods.ts';
import { mapMethods } from './map-methods.ts';
import type { MethodTable } from './method.ts';
import { doubleMethods, integerMethods, longMethods } from './number-methods.ts';
import { stringMethods } from './string-methods.ts';

/** The methods that a value has; undefined for a host object without any. */
export function methodsOf(value: Value): MethodTable<never> | undefined {
  if (typeof value === 'string') return stringMethods;
  if (typeof value === 'number') return integerMethods;
  if (typeof value === 'bigint') return longMethods;
  if (typeof value === 'boolean') return booleanMethods;
  if (value === null) return undefined;
  if (Array.isArray(value)) return listMethods;
  if (value instanceof Map) return mapMethods;
  if (value instanceof JavaDouble) return doubleMethods;
  if (value instanceof JavaChar) return charMethods;
  if (value instanceof JavaArray) return arrayMethods;
  return value instanceof JavaCollection ? collectionMethods : methodsOfHost(value);
}

function methodsOfHost(value: HostObject): MethodTable<never> | undefined {
  return value.definition.methods;
}
