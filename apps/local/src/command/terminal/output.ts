import type { StackEvent } from '@jobs/local-aws/kernel';
import type { FunctionLabels } from '../../stack/label-functions.ts';
import type { LocalStack } from '../../stack/local-stack.ts';
import { createStepLines, type Paint, type Style } from './event-lines.ts';
import { createStepObjects } from './event-objects.ts';
import { introduction } from './introduction.ts';

/**
 * - `text`: readable lines
 * - `json`: one JSON object per line
 * - `quiet`: only the address and problems
 */
export type OutputMode = 'text' | 'json' | 'quiet';

/** The command's output. */
export interface Output {
  step(step: StackEvent, labelOf: FunctionLabels): void;
  /** Reports a problem. */
  problem(message: string): void;
  /** Reports what the command itself does. */
  note(message: string, style?: Style): void;
  ready(stack: LocalStack, start: StartSummary): void;
  firstJobDone(results: unknown): void;
}

export interface StartSummary {
  /** The folder of `stack.json` and `aws-config`. */
  readonly stateFolder: string;
  readonly readyAfterMs: number;
  /** The address of the console with its token; absent when it is off. */
  readonly console?: string;
}

export interface OutputOptions {
  readonly mode: OutputMode;
  readonly paint: Paint;
  /** Writes a line; the text has no line break at its end. */
  readonly write: (line: string) => void;
  readonly now: () => number;
}

export function createOutput({ mode, paint, write, now }: OutputOptions): Output {
  if (mode === 'json') return jsonOutput(write, now);
  const isQuiet = mode === 'quiet';
  const eventLine = createStepLines(paint);
  return {
    step: (step, labelOf) => {
      if (!isQuiet) write(eventLine(step, labelOf));
    },
    problem: (message) => {
      write(paint('red', message));
    },
    note: (message, style) => {
      if (!isQuiet) write(style === undefined ? message : paint(style, message));
    },
    ready: (stack, start) => {
      write(isQuiet ? (stack.outputs.JobsApiEndpoint ?? stack.endpoint) : introduction(stack, start, paint));
    },
    firstJobDone: (results) => {
      if (!isQuiet) write(`The first job has succeeded: ${JSON.stringify(results)}`);
    },
  };
}

function jsonOutput(write: OutputOptions['write'], now: () => number): Output {
  const objectOf = createStepObjects(now);
  const writeObject = (type: string, members: object) => {
    write(JSON.stringify({ time: new Date(now()).toISOString(), type, ...members }));
  };
  return {
    step: (step, labelOf) => {
      write(JSON.stringify(objectOf(step, labelOf)));
    },
    problem: (message) => {
      writeObject('problem', { message });
    },
    note: (message) => {
      writeObject('note', { message });
    },
    ready: ({ endpoint, region, stackName, outputs }, start) => {
      writeObject('ready', { endpoint, region, stackName, outputs, ...start });
    },
    firstJobDone: (results) => {
      writeObject('first-job-done', { results });
    },
  };
}
