import { HostObject } from '../values/host-object.ts';
import { print } from '../values/print.ts';
import type { Value } from '../values/value.ts';
import { method } from './method.ts';

/** A `java.util.Map.Entry`. */
export function entryOf(map: Map<Value, Value>, key: Value): HostObject {
  const value = (): Value => map.get(key) ?? null;
  return new HostObject({
    typeName: 'Entry',
    print: () => `${print(key)}=${print(value())}`,
    property: (name) => (name === 'key' ? key : name === 'value' ? value() : undefined),
    methods: {
      getKey: [method([], () => key)],
      getValue: [method([], value)],
      setValue: [
        method(['any'], (_, replacement) => {
          const previous = value();
          map.set(key, replacement);
          return previous;
        }),
      ],
    },
  });
}
