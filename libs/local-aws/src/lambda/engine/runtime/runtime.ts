import { setImmediate as nextTurn } from 'node:timers/promises';
import { captureOutput } from './capture-output.ts';
import { type FunctionLog, patchConsole } from './console-patch.ts';
import { invocationContext } from './context.ts';
import { errorPayload } from './error-payload.ts';
import { followClock } from './function-time.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import type { EnvironmentData, InvocationMessage, RunMessage } from './messages.ts';
import { serialise } from './result.ts';
import { RunChannel } from './run-channel.ts';

// Saved before the function's code is loaded, which may replace them.
const { parse } = JSON;
const turn = nextTurn;
const exit = process.exit.bind(process);

/**
 * Lambda's Node.js runtime, for one execution environment: loads the handler, then runs one invocation at a time. Like
 * the nodejs24 runtime, it leaves unhandled errors and an empty event loop to Node (docs/facts/f.md#f16).
 */
export class Runtime {
  readonly #channel: RunChannel;
  readonly #log: FunctionLog;
  #handler: Handler | undefined;
  #setTime: ReturnType<typeof followClock> | undefined;
  /** The request id of the last invocation, kept after it ends (docs/facts/f.md#f19). */
  #requestId: string | undefined;

  constructor() {
    this.#channel = new RunChannel((message) => {
      this.#receive(message);
    });
    this.#log = patchConsole(
      (line) => {
        this.#channel.sendText('log', line);
      },
      () => this.#requestId ?? '-',
    );
    for (const name of ['stdout', 'stderr'] as const) {
      captureOutput(name, (text) => {
        this.#channel.sendText('output', text);
      });
    }
  }

  async start({ codeFolder, handler, time }: EnvironmentData): Promise<void> {
    if (time) this.#setTime = followClock(time);
    try {
      this.#handler = await loadHandler(codeFolder, handler);
    } catch (error) {
      this.#log.error('Init Error', error);
      this.#channel.answer('failed', errorPayload(error));
      exit(1);
    }
    this.#channel.idle(true);
    this.#channel.send({ type: 'ready' });
  }

  #receive(message: RunMessage): void {
    if (message.time) this.#setTime?.(message.time);
    if (message.type === 'invocation' && this.#handler) void this.#run(this.#handler, message);
  }

  async #run(handler: Handler, invocation: InvocationMessage): Promise<void> {
    this.#requestId = invocation.requestId;
    process.env._X_AMZN_TRACE_ID = invocation.traceId;
    this.#channel.idle(false);
    const [type, payload] = await this.#answerOf(handler, invocation);
    this.#channel.idle(true);
    this.#channel.answer(type, payload);
  }

  async #answerOf(handler: Handler, invocation: InvocationMessage): Promise<['returned' | 'failed', string]> {
    try {
      const result = await handler(parse(invocation.payload), invocationContext(invocation));
      await turn();
      return ['returned', serialise(result)];
    } catch (error) {
      await turn();
      this.#log.error('Invoke Error', error);
      return ['failed', errorPayload(error)];
    }
  }
}
