import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { RelativeTime } from '../../kernel/index.ts';
import { layersFolderVariable } from './environment-variables.ts';
import type { ExitReason } from './exit-reason.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { LineReader } from './line-reader.ts';
import { maxMessageLength, readMessage } from './read-message.ts';
import { type EnvironmentData, type EnvironmentMessage, fromRun, type RunMessage, toRun } from './runtime/messages.ts';

export interface ProcessListener {
  message(message: Exclude<EnvironmentMessage, { readonly text: string }>): void;
  log(line: string): void;
  /** The last call: how the process ended, or why it could not be started. */
  ended(reason: ExitReason | Error): void;
}

/** The maximum length of an event of CloudWatch Logs; longer lines are split. */
const maxLogLine = 1_048_576;
// Caches the runtime's compiled code: stripping types and compiling would take as long as the rest of a start.
const compileCache = path.join(tmpdir(), 'node-compile-cache');
const main = fileURLToPath(new URL('runtime/main.ts', import.meta.url));

/**
 * A process with a function's code, in its own process group, so that signals reach neither the local run nor other
 * environments. Its messages are read as untrusted input.
 */
export class EnvironmentProcess {
  readonly #process: ChildProcess;
  readonly #listener: ProcessListener;
  readonly #logs = new Set<LineReader>();
  readonly #exit: Promise<unknown>;
  /** Whether the process has ended; its id may then be reused by another process. */
  #isGone = false;

  /** @param env the process's complete `process.env` */
  constructor(
    definition: FunctionDefinition,
    env: Readonly<Record<string, string>>,
    time: RelativeTime | undefined,
    listener: ProcessListener,
  ) {
    const { codeFolder, handler, memorySizeMb } = definition;
    const layersFolder = env[layersFolderVariable];
    const data: EnvironmentData = {
      codeFolder,
      ...(layersFolder !== undefined && { layersFolder }),
      handler,
      compileCache,
      ...(time && { time }),
    };
    this.#listener = listener;
    this.#process = spawn(process.execPath, [maxHeap(memorySizeMb), main, JSON.stringify(data)], {
      // If it doesn't exist, the runtime reports what is missing.
      ...(existsSync(codeFolder) && { cwd: codeFolder }),
      env: { NODE_COMPILE_CACHE: compileCache, ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    });
    this.#exit = new Promise((resolve) => {
      this.#process.once('exit', resolve).once('error', resolve);
    });
    this.#process.once('error', (error) => {
      this.#end(error);
    });
    this.#process.once('exit', (status, signal) => {
      void this.#afterExit(status ?? signal ?? 0);
    });
    const [, stdout, stderr] = this.#streams;
    for (const stream of [stdout, stderr]) if (stream) this.#readLog(stream as Readable);
    if (this.#streams[toRun]) this.#readMessages(this.#streams[toRun] as Readable);
    // A process that has ended accepts no more messages; its exit is reported instead.
    this.#input?.on('error', () => undefined);
  }

  /** Absent when it could not be started. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  send(message: RunMessage): void {
    this.#input?.write(`${JSON.stringify(message)}\n`);
  }

  /** Logs incomplete lines. */
  flushLogs(): void {
    for (const log of this.#logs) for (const line of log.flush()) this.#listener.log(line);
  }

  /** Kills the process and its child processes with SIGKILL. Resolves when it has ended. */
  async kill(): Promise<void> {
    this.#killGroup();
    await this.#exit;
  }

  get #streams(): readonly (Readable | Writable | null | undefined)[] {
    return streamsOf(this.#process);
  }

  get #input(): Writable | undefined {
    return this.#streams[fromRun] as Writable | undefined;
  }

  #killGroup(): void {
    if (this.pid === undefined || this.#isGone) return;
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // The process group no longer exists.
    }
  }

  #readLog(stream: Readable): void {
    const log = this.#newLog();
    stream.setEncoding('utf8').on('data', (text: string) => {
      for (const line of log.push(text)) this.#listener.log(line);
    });
  }

  #readMessages(stream: Readable): void {
    const lines = new LineReader(maxMessageLength);
    const output = this.#newLog();
    stream.setEncoding('utf8').on('data', (text: string) => {
      for (const line of lines.push(text)) this.#receive(readMessage(line), output);
    });
  }

  #newLog(): LineReader {
    const log = new LineReader(maxLogLine);
    this.#logs.add(log);
    return log;
  }

  #receive(message: EnvironmentMessage | undefined, output: LineReader): void {
    if (message === undefined) {
      // The function has written to the runtime's file descriptor, so nothing after this can be trusted.
      this.#killGroup();
      return;
    }
    switch (message.type) {
      case 'log':
        this.#listener.log(message.text);
        return;
      case 'output':
        for (const line of output.push(message.text)) this.#listener.log(line);
        return;
      default:
        // Earlier output on other descriptors has arrived, but may not have been read yet.
        setImmediate(() => {
          this.#listener.message(message);
        });
    }
  }

  async #afterExit(reason: ExitReason): Promise<void> {
    this.#killGroup();
    this.#isGone = true;
    await this.#allRead();
    this.#end(reason);
  }

  /** Waits for the process's output, but not for a process that has left the group and still holds its descriptors. */
  async #allRead(): Promise<void> {
    const open = this.#streams.filter((each) => each && !each.closed);
    const closed = Promise.all(open.map((each) => new Promise((resolve) => each?.once('close', resolve))));
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise((resolve) => (timer = setTimeout(resolve, 500)));
    await Promise.race([closed, limit]);
    clearTimeout(timer);
  }

  #end(reason: ExitReason | Error): void {
    for (const each of this.#streams) each?.destroy();
    this.flushLogs();
    this.#listener.ended(reason);
  }
}

/** Empty if the system has run out of file descriptors. */
const streamsOf = ({ stdio }: { readonly stdio?: ChildProcess['stdio'] }) => stdio ?? [];

/** Far above the function's memory limit, which `MemoryWatch` enforces: V8 would end with a different signal. */
const maxHeap = (memorySizeMb: number) => `--max-old-space-size=${memorySizeMb + 2048}`;
