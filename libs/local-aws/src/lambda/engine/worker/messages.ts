import type { SharedTime } from '../../../kernel/index.ts';

/** What an environment is given when it starts; the rest is in its environment variables. */
export interface EnvironmentData {
  readonly codeFolder: string;
  readonly handler: string;
  readonly sharedTime?: SharedTime;
}

/** One invocation, as sent to the environment. */
export interface InvocationMessage {
  readonly requestId: string;
  /** JSON. */
  readonly payload: string;
  /** The end of the function's time, in epoch milliseconds of the clock. */
  readonly deadlineMs: number;
  readonly invokedFunctionArn: string;
  readonly traceId: string;
}

/** What an environment sends back. */
export type EnvironmentMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'log'; readonly line: string }
  /** The function has sent its own process a signal. */
  | { readonly type: 'killed'; readonly signal: string }
  | { readonly type: 'returned'; readonly payload: string }
  /**
   * The process ends after this error, when it `exits` (docs/facts/f.md#f16); before `ready`, the code couldn't be
   * loaded (docs/facts/f.md#f15).
   */
  | { readonly type: 'failed'; readonly error: string; readonly exits: boolean };
