import type { MethodTable } from '../methods/method.ts';
import type { Value } from './value.ts';

/** What an object of the surrounding program shows to templates. */
export interface HostObjectDefinition {
  /** For messages, such as `$input`. */
  readonly typeName: string;
  readonly methods?: MethodTable<null>;
  /** A property's value; undefined when there is none. */
  readonly property?: (name: string) => Value | undefined;
  /** Printed form; the type's name by default. A reference whose value prints null is printed as if it had none. */
  readonly print?: () => string | null;
  /** Makes it usable in `#foreach`. */
  readonly iterate?: () => Iterator<Value>;
}

/** An object of the surrounding program: only what its definition names can be reached. */
export class HostObject {
  readonly definition: HostObjectDefinition;

  constructor(definition: HostObjectDefinition) {
    this.definition = definition;
  }
}
