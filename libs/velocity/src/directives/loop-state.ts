import { method } from '../methods/method.ts';
import { HostObject } from '../values/host-object.ts';
import type { Value } from '../values/value.ts';

/** What `$foreach` shows inside a loop. */
export class LoopState {
  index = -1;
  hasNext = false;
  readonly host: HostObject;

  constructor(outer: Value | undefined) {
    const parent = outer instanceof HostObject && outer.definition.typeName === 'ForeachScope' ? outer : null;
    const topmost = (): Value => parent?.definition.property?.('topmost') ?? this.host;
    this.host = new HostObject({
      typeName: 'ForeachScope',
      print: () => '{}',
      property: (name) => {
        switch (name) {
          case 'index':
            return this.index;
          case 'count':
            return this.index + 1;
          case 'hasNext':
            return this.hasNext;
          case 'first':
            return this.index < 1;
          case 'last':
            return !this.hasNext;
          case 'parent':
            return parent;
          case 'topmost':
            return topmost();
          default:
            return undefined;
        }
      },
      methods: {
        getIndex: [method([], () => this.index)],
        getCount: [method([], () => this.index + 1)],
        hasNext: [method([], () => this.hasNext)],
        getHasNext: [method([], () => this.hasNext)],
        isFirst: [method([], () => this.index < 1)],
        getFirst: [method([], () => this.index < 1)],
        isLast: [method([], () => !this.hasNext)],
        getLast: [method([], () => !this.hasNext)],
        getParent: [method([], () => parent)],
        getTopmost: [method([], topmost)],
      },
    });
  }
}
