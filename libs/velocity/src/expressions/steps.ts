import { callMethod, callOptionalMethod } from '../methods/call.ts';
import type { Expression } from '../nodes.ts';
import { errorAt, type Location } from '../parser/source.ts';
import type { Rendering } from '../rendering.ts';
import { propertyOf } from '../values/property.ts';
import { typeName } from '../values/type-name.ts';
import type { Value } from '../values/value.ts';

/** One step from a value to the next: a property, a method, an index. */
export interface Step {
  follow(value: Value, rendering: Rendering): Value;
  /** Sets what the step leads to. */
  assign(target: Value, value: Value, rendering: Rendering): void;
}

/** `.name` */
export class PropertyStep implements Step {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  follow(value: Value): Value {
    return propertyOf(value, this.#name);
  }

  assign(target: Value, value: Value): void {
    if (target instanceof Map) target.set(this.#name, value);
  }
}

/** `.name(…)` */
export class MethodStep implements Step {
  readonly #name: string;
  readonly #parameters: readonly Expression[];
  readonly #location: Location;

  constructor(name: string, parameters: readonly Expression[], location: Location) {
    this.#name = name;
    this.#parameters = parameters;
    this.#location = location;
  }

  follow(value: Value, rendering: Rendering): Value {
    const values = this.#parameters.map((parameter) => parameter.value(rendering));
    return callMethod(rendering.hooks, value, this.#name, values, this.#location);
  }

  assign(): void {
    throw errorAt(this.#location, `#set can't assign to the method ${this.#name}()`);
  }
}

/** `[0]` or `["key"]`: the method `get`; a negative number counts from the end. */
export class IndexStep implements Step {
  readonly #index: Expression;
  readonly #location: Location;

  constructor(index: Expression, location: Location) {
    this.#index = index;
    this.#location = location;
  }

  follow(value: Value, rendering: Rendering): Value {
    return (
      callOptionalMethod(rendering.hooks, value, 'get', [this.#indexInto(value, rendering)], this.#location) ?? null
    );
  }

  assign(target: Value, value: Value, rendering: Rendering): void {
    const values = [this.#indexInto(target, rendering), value];
    const name = target instanceof Map ? 'put' : 'set';
    callOptionalMethod(rendering.hooks, target, name, values, this.#location);
  }

  #indexInto(value: Value, rendering: Rendering): Value {
    const index = this.#index.value(rendering);
    if (typeof index !== 'number' || index >= 0) return index;
    const size = callOptionalMethod(rendering.hooks, value, 'size', [], this.#location);
    if (typeof size !== 'number')
      throw errorAt(this.#location, `the index ${index} needs a size, which ${typeName(value)} does not have`);
    return size + index;
  }
}
