import { MethodFailure } from '../errors.ts';
import type { Completion, Expression, Statement } from '../nodes.ts';
import { errorAt, type Location } from '../parser/source.ts';
import type { Rendering } from '../rendering.ts';
import { HostObject } from '../values/host-object.ts';
import { print } from '../values/print.ts';
import type { Value } from '../values/value.ts';
import type { Step } from './steps.ts';

export interface ReferenceParts {
  /** As written, from the `$` on. */
  readonly source: string;
  readonly location: Location;
  /** The variable's name. */
  readonly root: string;
  /** What follows it: properties, methods, indexes. */
  readonly steps: readonly Step[];
  /** Written `$!`: prints nothing when there is no value. */
  readonly quiet: boolean;
  /** Written `${…}`. */
  readonly formal: boolean;
  /** How many backslashes stand before the `$`. */
  readonly slashes: number;
}

/** `$name.property.method(…)[0]`, as a statement that prints it and as an expression. */
export class Reference implements Statement, Expression {
  readonly source: string;
  readonly root: string;
  readonly formal: boolean;
  readonly steps: readonly Step[];
  readonly #parts: ReferenceParts;

  constructor(parts: ReferenceParts) {
    this.source = parts.source;
    this.root = parts.root;
    this.formal = parts.formal;
    this.steps = parts.steps;
    this.#parts = parts;
  }

  render(rendering: Rendering): Completion {
    const { slashes } = this.#parts;
    const prefix = '\\'.repeat(slashes >> 1);
    const value = this.value(rendering);
    if (slashes % 2 === 1) rendering.output += prefix + (value === null ? '\\' : '') + this.source;
    else rendering.output += (value === null ? null : printOrNull(value, prefix)) ?? this.#nothing(prefix);
    return 'normal';
  }

  /** Printed when there is no value; Velocity writes the backslashes twice then. */
  #nothing(prefix: string): string {
    return prefix + prefix + (this.#parts.quiet ? '' : this.source);
  }

  value(rendering: Rendering): Value {
    let value = rendering.variables.get(this.root) ?? null;
    for (const step of this.steps) {
      if (value === null) break;
      value = step.follow(value, rendering);
    }
    return value ?? rendering.missing;
  }

  /** Everything but null and false is true, including the empty string and zero. */
  truth(rendering: Rendering): boolean {
    const value = this.value(rendering);
    return value !== null && value !== false;
  }

  /** Sets the variable, or what the last step leads to. Nothing happens when that does not exist. */
  assign(rendering: Rendering, value: Value): void {
    const { steps } = this;
    const last = steps.at(-1);
    if (!last) {
      rendering.variables.set(this.root, value);
      return;
    }
    let target = rendering.variables.get(this.root) ?? null;
    for (const step of steps.slice(0, -1)) {
      if (target === null) return;
      target = step.follow(target, rendering);
    }
    if (target === null) return;
    try {
      last.assign(target, value, rendering);
    } catch (failure) {
      if (!(failure instanceof MethodFailure)) throw failure;
      throw errorAt(this.#parts.location, `${this.source}: ${failure.message}`, { cause: failure });
    }
  }
}

/** Null for a host object that prints nothing at this moment, such as a block inside of itself. */
function printOrNull(value: Value, prefix: string): string | null {
  const text = value instanceof HostObject && value.definition.print ? value.definition.print() : print(value);
  return text === null ? null : prefix + text;
}
