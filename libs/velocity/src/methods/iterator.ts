import { MethodFailure } from '../errors.ts';
import { HostObject } from '../values/host-object.ts';
import type { Value } from '../values/value.ts';
import { method } from './method.ts';

/** A `java.util.Iterator` over items as they are now. */
export function iteratorOf(items: readonly Value[]): HostObject {
  const snapshot = items.slice();
  let at = 0;
  const next = (): Value => {
    if (at >= snapshot.length) throw new MethodFailure('there is no next item');
    at += 1;
    return snapshot[at - 1] ?? null;
  };
  return new HostObject({
    typeName: 'Iterator',
    iterate: () => snapshot.slice(at)[Symbol.iterator](),
    methods: {
      hasNext: [method([], () => at < snapshot.length)],
      next: [method([], next)],
    },
  });
}
