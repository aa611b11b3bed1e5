import { resolveHooks, type RenderHooks, type ResolvedHooks } from './hooks.ts';
import { renderBlock, type Statement } from './nodes.ts';
import { toValue, type Value } from './values/value.ts';

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
    renderBlock(statements, this);
    const captured = this.output;
    this.output = before;
    return captured;
  }

  /** The value of a reference that has none. */
  get missing(): Value {
    return this.hooks.undefinedReference === 'empty' ? '' : null;
  }
}
