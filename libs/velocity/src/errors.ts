/** A template that can't be compiled or rendered: the problem, and its place. */
export class VtlError extends Error {
  override readonly name = 'VtlError';
  readonly code = 'VTL_ERROR';
  readonly template: string;
  /** Counted from 1. */
  readonly line: number;

  constructor(template: string, line: number, problem: string, options?: ErrorOptions) {
    super(`${template}, line ${line}: ${problem}`, options);
    this.template = template;
    this.line = line;
  }
}

/**
 * A method rejected its target or arguments, as a Java method does by throwing. Becomes a `VtlError` where it was
 * called.
 */
export class MethodFailure extends Error {
  override readonly name = 'MethodFailure';
}
