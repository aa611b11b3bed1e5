import { VtlError } from './errors.ts';
import type { RenderHooks } from './hooks.ts';
import { renderBlock, type Statement } from './nodes.ts';
import { parseTemplate } from './parser/parse-template.ts';
import { Source } from './parser/source.ts';
import { Rendering, TemplateStopped } from './rendering.ts';

/** A parsed template, to be rendered any number of times. */
export class CompiledTemplate {
  readonly name: string;
  readonly #statements: readonly Statement[];

  constructor(name: string, statements: readonly Statement[]) {
    this.name = name;
    this.#statements = statements;
  }

  /**
   * Renders the template. Maps and lists among the variables can be changed by it.
   * @throws VtlError when a method fails or is unknown
   */
  render(variables: Readonly<Record<string, unknown>>, hooks: RenderHooks = {}): string {
    const rendering = new Rendering(variables, hooks);
    guardStack(this.name, () => {
      renderUntilStopped(this.#statements, rendering);
    });
    return rendering.output;
  }
}

/**
 * Parses a template in the language of Apache Velocity 1.7.
 * @param name names the template in errors
 * @throws VtlError when it is not valid, or has a directive that is not known or supported
 */
export function compileTemplate(source: string, name: string): CompiledTemplate {
  return new CompiledTemplate(
    name,
    guardStack(name, () => parseTemplate(new Source(name, source))),
  );
}

/** A template that is nested too deeply is the template's fault, not the program's. */
function guardStack<Result>(name: string, run: () => Result): Result {
  try {
    return run();
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure;
    throw new VtlError(name, 1, `the template is nested too deeply or grows too large (${failure.message})`, {
      cause: failure,
    });
  }
}

function renderUntilStopped(statements: readonly Statement[], rendering: Rendering): void {
  try {
    renderBlock(statements, rendering);
  } catch (failure) {
    if (!(failure instanceof TemplateStopped)) throw failure;
  }
}
