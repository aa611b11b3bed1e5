import type { Value } from './value.ts';

/** A Java Character. */
export class JavaChar {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

/** A Java array such as the `String[]` of `split`: used like a list, but printed as Java prints arrays. */
export class JavaArray {
  readonly items: Value[];
  /** As in the printed form, such as `Ljava.lang.String;`. */
  readonly componentName: string;

  constructor(items: Value[], componentName = 'Ljava.lang.String;') {
    this.items = items;
    this.componentName = componentName;
  }
}

/** A Java Set, or the values of a map: has no positions. */
export class JavaCollection {
  readonly items: Value[];
  readonly typeName: 'Set' | 'Collection';

  constructor(items: Value[], typeName: 'Set' | 'Collection') {
    this.items = items;
    this.typeName = typeName;
  }
}

/** A list that prints itself in a form of its own. */
export abstract class PrintedList extends Array<Value> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  abstract print(): string;
}

/** A map that prints itself in a form of its own. */
export abstract class PrintedMap extends Map<Value, Value> {
  abstract print(): string;
}
