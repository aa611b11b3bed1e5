import { type RenderHooks, type ResolvedHooks, resolveHooks } from './hooks.ts';
import { renderBlock, type Statement } from './nodes.ts';
import { toValue, type Value } from './values/value.ts';

/** A `#stop` inside of a string or a defined block. */
export class TemplateStopped extends Error {
  override readonly name = 'TemplateStopped';
}

/** One run of a template: its variables, and the output so far. */
export class Rendering {
  output = '';
  readonly variables = new Map<string, Value>();
  readonly hooks: ResolvedHooks;

  constructor(variables: Readonly<Record<string, unknown>>, hooks: RenderHooks = {}) {
    for (const [name, value] of Object.entries(variables)) this.variables.set(name, toValue(value));
    this.hooks = resolveHooks(hooks);
  }

  /** The output of some statements, kept apart from the template's. */
  capture(statements: readonly Statement[]): string {
    const before = this.output;
    this.output = '';
    const completion = renderBlock(statements, this);
    const captured = this.output;
    this.output = before;
    if (completion === 'stop') throw new TemplateStopped();
    return captured;
  }

  /** The value of a reference that has none. */
  get missing(): Value {
    return this.hooks.undefinedReference === 'empty' ? '' : null;
  }
}
