import { MethodFailure, print, type Value } from '@jobs/velocity';
import { SilentMap } from './context.ts';
import type { ParameterOverrides, ResponseOverride } from './mapping-scope.ts';

/** Values that a template may set once each; setting one again is a run-time error (docs/facts/a.md#a75). */
class OverrideMap extends SilentMap {
  readonly #overridden = new Set<Value>();

  override set(key: Value, value: Value): this {
    if (this.#overridden.has(key)) throw new MethodFailure(`${print(key)} is overridden a second time`);
    this.#overridden.add(key);
    return super.set(key, value);
  }

  /** Creates a map with initial values, which may still be overridden. */
  static holding(values: Readonly<Record<string, string>>): OverrideMap {
    const map = new OverrideMap();
    for (const [name, value] of Object.entries(values)) Map.prototype.set.call(map, name, value);
    return map;
  }
}

const places = ['path', 'querystring', 'header'] as const;

/** `$context.requestOverride`, with what the request template left for the response template (docs/facts/a.md#a76). */
export function requestOverrideVariable(earlier: ParameterOverrides | undefined): Map<Value, Value> {
  return new SilentMap(places.map((place) => [place, OverrideMap.holding(earlier?.[place] ?? {})] as const));
}

/** `$context.responseOverride`: `status`, and `header` by name (docs/facts/a.md#a74). */
export function responseOverrideVariable(): Map<Value, Value> {
  const override = new OverrideMap();
  Map.prototype.set.call(override, 'header', new OverrideMap());
  return override;
}

/** The overrides in `$context.requestOverride`; anything other than maps of values is ignored. */
export function readRequestOverride(variable: Value | undefined): ParameterOverrides {
  const overrides = variable instanceof Map ? variable : new Map<Value, Value>();
  return {
    path: readTexts(overrides.get('path')),
    querystring: readTexts(overrides.get('querystring')),
    header: readTexts(overrides.get('header')),
  };
}

/**
 * The overrides in `$context.responseOverride`. Only whole numbers from 100 to 599 count as a status
 * (docs/facts/a.md#a75).
 */
export function readResponseOverride(variable: Value | undefined): ResponseOverride {
  const overrides = variable instanceof Map ? variable : new Map<Value, Value>();
  const header = readTexts(overrides.get('header'));
  const status = overrides.get('status');
  const isStatus = typeof status === 'number' && status >= 100 && status <= 599;
  return isStatus ? { status, header } : { header };
}

function readTexts(values: Value | undefined): Record<string, string> {
  if (!(values instanceof Map)) return {};
  return Object.fromEntries(Array.from(values, ([name, value]) => [print(name), print(value)] as const));
}
