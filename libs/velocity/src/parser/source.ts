import { VtlError } from '../errors.ts';

/** A template's text, or a string literal of it that is a template itself. */
export class Source {
  readonly name: string;
  readonly text: string;
  readonly #firstLine: number;

  constructor(name: string, text: string, firstLine = 1) {
    this.name = name;
    this.text = text;
    this.#firstLine = firstLine;
  }

  /** The line at an offset, counted from 1. */
  lineAt(offset: number): number {
    let line = this.#firstLine;
    for (let at = this.text.indexOf('\n'); at !== -1 && at < offset; at = this.text.indexOf('\n', at + 1)) line += 1;
    return line;
  }

  error(offset: number, problem: string, options?: ErrorOptions): VtlError {
    return new VtlError(this.name, this.lineAt(offset), problem, options);
  }
}

/** A place in a template, turned into a line only when a message needs it. */
export interface Location {
  readonly source: Source;
  readonly offset: number;
}

export function errorAt(location: Location, problem: string, options?: ErrorOptions): VtlError {
  return location.source.error(location.offset, problem, options);
}
