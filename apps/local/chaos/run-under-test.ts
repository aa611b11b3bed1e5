import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer, Question, Ready } from './server.ts';

/** The local run in its own process, which can be killed and restarted on the same folder and port. */
export class RunUnderTest {
  ready: Ready | undefined;
  readonly #options: Readonly<Record<string, string>>;
  #port = '0';
  #child: ChildProcess | undefined;

  constructor(options: Readonly<Record<'assembly' | 'data' | 'stored' | 'events' | 'faults', string>>) {
    this.#options = options;
  }

  /** @throws Error when the run ends before it is ready */
  async start(): Promise<void> {
    const options = Object.entries({ ...this.#options, port: this.#port });
    this.#child = fork(
      join(import.meta.dirname, 'server.ts'),
      options.map(([name, value]) => `--${name}=${value}`),
      { execArgv: ['--conditions=@jobs/source', '--expose-gc'] },
    );
    this.ready = (await this.#next()) as Ready;
    this.#port = new URL(this.ready.apiUrl).port;
  }

  /** Kills it with SIGKILL, so that it cannot react. */
  async kill(): Promise<void> {
    const child = this.#running();
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  async stop(): Promise<void> {
    const child = this.#running();
    const exit = once(child, 'exit');
    child.disconnect();
    await exit;
  }

  /** @throws Error when the run ends or can't answer */
  async ask(question: Question): Promise<unknown> {
    const answered = this.#next() as Promise<Answer>;
    this.#running().send(question);
    const answer = await answered;
    if ('failed' in answer) throw new Error(`'${question}' failed: ${answer.failed}`);
    return answer.value;
  }

  async #next(): Promise<unknown> {
    const child = this.#running();
    const stopWaiting = new AbortController();
    const { signal } = stopWaiting;
    try {
      return await Promise.race([
        once(child, 'message', { signal }).then(([message]: unknown[]) => message),
        once(child, 'exit', { signal }).then(([code, killedBy]) => {
          throw new Error(
            `The local run ended: ${killedBy === null ? `exit code ${String(code)}` : String(killedBy)}.`,
          );
        }),
      ]);
    } finally {
      stopWaiting.abort();
    }
  }

  #running(): ChildProcess {
    if (!this.#child) throw new Error('The local run has not been started. Call start() first.');
    return this.#child;
  }
}
