/** How a template is rendered. */
export interface RenderHooks {
  /**
   * What a reference without a value is: its source text when printed and null elsewhere, as in stock Velocity,
   * or the empty string everywhere (which is true in a condition).
   * @default 'source'
   */
  readonly undefinedReference?: 'source' | 'empty';
  /**
   * A method that the value doesn't have, or that this engine doesn't implement: an error, or a missing value as in
   * Velocity.
   * @default 'error'
   */
  readonly unknownMethod?: 'error' | 'null';
  /**
   * Takes methods away, to see what a template does without them: gets a type such as `String`, and a method's name.
   */
  readonly isMethodAvailable?: (typeName: string, methodName: string) => boolean;
  /**
   * Iterations after which a `#foreach` ends quietly.
   * @default Infinity
   */
  readonly maxLoops?: number;
}

export type ResolvedHooks = Required<RenderHooks>;

export function resolveHooks(hooks: RenderHooks): ResolvedHooks {
  return {
    undefinedReference: hooks.undefinedReference ?? 'source',
    unknownMethod: hooks.unknownMethod ?? 'error',
    isMethodAvailable: hooks.isMethodAvailable ?? (() => true),
    maxLoops: hooks.maxLoops ?? Infinity,
  };
}
