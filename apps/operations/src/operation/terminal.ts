import { styleText } from 'node:util';

/** Somewhere to print to: a terminal, a pipe, a test. */
export interface Stream {
  write(text: string): unknown;
  /** Present on terminals; knows NO_COLOR and FORCE_COLOR. */
  hasColors?(): boolean;
}

/** Uses colours only where someone sees them. */
export const paint = (stream: Stream, style: Parameters<typeof styleText>[0], text: string): string =>
  stream.hasColors?.() ? styleText(style, text, { validateStream: false }) : text;
