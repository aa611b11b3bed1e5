import { MethodFailure } from '../errors.ts';
import type { ResolvedHooks } from '../hooks.ts';
import { errorAt, type Location } from '../parser/source.ts';
import { typeName } from '../values/type-name.ts';
import type { Value } from '../values/value.ts';
import { accepts } from './method.ts';
import { methodsOf } from './methods-of.ts';

/**
 * Calls a method of a value.
 * @throws VtlError when the method fails, or is unknown and the hooks say so
 */
export function callMethod(
  hooks: ResolvedHooks,
  target: Value,
  name: string,
  values: readonly Value[],
  location: Location,
): Value {
  const result = callOptionalMethod(hooks, target, name, values, location);
  if (result !== undefined) return result;
  if (hooks.unknownMethod === 'null') return null;
  const signature = `${name}(${values.map(typeName).join(', ')})`;
  throw errorAt(location, `${typeName(target)} has no method ${signature}, or it is not implemented here`);
}

/** Calls a method of a value; undefined when no method takes these arguments. */
export function callOptionalMethod(
  hooks: ResolvedHooks,
  target: Value,
  name: string,
  values: readonly Value[],
  location: Location,
): Value | undefined {
  const table = methodsOf(target);
  const overloads = table && Object.hasOwn(table, name) ? table[name] : undefined;
  const found = overloads?.find((overload) => accepts(overload, values));
  if (!hooks.isMethodAvailable(typeName(target), name)) return undefined;
  if (!found) {
    // Velocity calls a method without parameters even when it gets arguments, and Java rejects that.
    if (values.length === 0 || !overloads?.some(({ parameters }) => parameters.length === 0)) return undefined;
    throw errorAt(location, `${typeName(target)}.${name}: takes no arguments`);
  }
  try {
    const result = found.call(target as never, values);
    // A Java method without a result leaves an empty string.
    return result === undefined ? '' : result;
  } catch (failure) {
    if (!(failure instanceof MethodFailure)) throw failure;
    throw errorAt(location, `${typeName(target)}.${name}: ${failure.message}`, { cause: failure });
  }
}
