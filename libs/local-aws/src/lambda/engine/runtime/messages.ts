import type { RelativeTime } from '../../../kernel/index.ts';

/** The descriptor on which an environment writes {@link EnvironmentMessage}s, one JSON text per line. */
export const toRun = 3;

/** The descriptor on which it reads {@link RunMessage}s. */
export const fromRun = 4;

/** Start data of an environment; the rest is in its environment variables. */
export interface EnvironmentData {
  readonly codeFolder: string;
  /** The folder that replaces `/opt`. Absent without layers. */
  readonly layersFolder?: string;
  readonly handler: string;
  /** The runtime's own value of `NODE_COMPILE_CACHE`, which the function must not see as a variable. */
  readonly compileCache: string;
  /** Absent when the local run's time is real time. */
  readonly time?: RelativeTime;
}

/** One invocation, as sent to the environment. */
export interface InvocationMessage {
  readonly type: 'invocation';
  readonly requestId: string;
  /** JSON. */
  readonly payload: string;
  /** The end of the function's time, in epoch milliseconds of the clock. */
  readonly deadlineMs: number;
  readonly invokedFunctionArn: string;
  readonly traceId: string;
  readonly time?: RelativeTime;
}

/** Messages to an environment. */
export type RunMessage =
  | InvocationMessage
  /** The clock has moved during the invocation. */
  | { readonly type: 'time'; readonly time: RelativeTime };

/** Messages from an environment. */
export type EnvironmentMessage =
  | { readonly type: 'ready' }
  /** A complete line of the log. */
  | { readonly type: 'log'; readonly text: string }
  /** Output to `process.stdout` or `process.stderr`, which may be a part of a line. */
  | { readonly type: 'output'; readonly text: string }
  /** What the handler returned, as JSON. */
  | { readonly type: 'returned'; readonly payload: string }
  /** An error, as JSON. Before `ready`, the code couldn't be loaded (docs/facts/f.md#f15). */
  | { readonly type: 'failed'; readonly payload: string };
