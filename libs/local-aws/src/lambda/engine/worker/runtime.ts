import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import { type FunctionLog, patchConsole } from './console-patch.ts';
import { invocationContext } from './context.ts';
import { errorPayload } from './error-payload.ts';
import { followClock } from './function-time.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import { LogLines } from './log-lines.ts';
import type { EnvironmentData, EnvironmentMessage, InvocationMessage } from './messages.ts';
import { catchOwnSignals } from './own-signals.ts';
import { unexpectedExit, UnhandledPromiseRejection, unserialisableResult } from './runtime-errors.ts';

/** Lambda's Node.js runtime, for one execution environment: loads the handler, then runs one invocation at a time. */
export class Runtime {
  readonly #port: MessagePort;
  readonly #lines: LogLines;
  readonly #log: FunctionLog;
  #requestId: string | undefined;
  #initialised = false;

  constructor(port: MessagePort) {
    this.#port = port;
    const log = (line: string) => {
      this.#send({ type: 'log', line });
    };
    this.#lines = new LogLines(log);
    this.#log = patchConsole(log, () => this.#requestId);
    this.#lines.capture(process.stdout);
    this.#lines.capture(process.stderr);
  }

  async start(data: EnvironmentData): Promise<void> {
    catchOwnSignals((signal) => {
      this.#lines.flush();
      this.#send({ type: 'killed', signal });
    });
    this.#endOnStrayErrors();
    if (data.sharedTime) followClock(data.sharedTime);
    let handler: Handler;
    try {
      handler = await loadHandler(data.codeFolder, data.handler);
    } catch (error) {
      this.#exitWith('Init Error', error, 1);
      return;
    }
    this.#initialised = true;
    this.#port.on('message', (invocation: InvocationMessage) => {
      void this.#run(handler, invocation);
    });
    this.#send({ type: 'ready' });
  }

  async #run(handler: Handler, invocation: InvocationMessage): Promise<void> {
    this.#requestId = invocation.requestId;
    process.env._X_AMZN_TRACE_ID = invocation.traceId;
    // Without the port nothing holds the event loop but the function itself: see `beforeExit` (docs/facts/f.md#f16).
    this.#port.unref();
    let outcome: EnvironmentMessage;
    try {
      const result = await handler(JSON.parse(invocation.payload), invocationContext(invocation));
      await nextTurn();
      outcome = { type: 'returned', payload: serialise(result) };
    } catch (error) {
      await nextTurn();
      this.#log.error('Invoke Error', error);
      outcome = { type: 'failed', error: errorPayload(error), exits: false };
    }
    this.#port.ref();
    this.#finish(outcome);
  }

  #endOnStrayErrors(): void {
    process.on('uncaughtException', (error) => {
      this.#exitWith('Uncaught Exception', error, 129);
    });
    process.on('unhandledRejection', (reason) => {
      this.#exitWith('Unhandled Promise Rejection', new UnhandledPromiseRejection(reason), 128);
    });
    process.on('beforeExit', () => {
      // Node's code for a top-level await that never ends.
      if (!this.#initialised) process.exit(13);
      if (this.#requestId !== undefined) this.#exitWith('Unexpected Exit', unexpectedExit(), 1);
    });
    process.on('exit', () => {
      this.#lines.flush();
    });
  }

  #exitWith(what: string, error: unknown, exitCode: number): void {
    this.#log.error(what, error);
    this.#finish({ type: 'failed', error: errorPayload(error), exits: true });
    process.exit(exitCode);
  }

  #finish(outcome: EnvironmentMessage): void {
    this.#lines.flush();
    this.#requestId = undefined;
    this.#send(outcome);
  }

  #send(message: EnvironmentMessage): void {
    this.#port.postMessage(message);
  }
}

function serialise(result: unknown): string {
  try {
    // In an array, what has no JSON becomes `null`, as in a result of Lambda.
    return JSON.stringify([result]).slice(1, -1);
  } catch (cause) {
    throw unserialisableResult(cause);
  }
}
