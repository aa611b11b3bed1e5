import { randomBytes } from 'node:crypto';
import { consolePath } from '@jobs/console/protocol';
import type { Clock, HttpRequest, HttpResponse, StackEvent } from '@jobs/local-aws/kernel';
import type { FunctionLabels } from '../stack/label-functions.ts';
import type { LocalStack } from '../stack/local-stack.ts';
import { Recorder } from './recorder.ts';
import type { ConsoleServer } from './server.ts';

export interface ConsoleOptions {
  /** The stack's clock; the console can change it if it is an `AdjustableClock`. */
  readonly clock: Clock;
  /** The folder of the page's build. */
  readonly pageFolder: string;
  /** Waits for the current build of the page. Resolves to whether there was one and it succeeded. */
  readonly waitForPage: () => Promise<boolean>;
  /** The text to show while there is no page. */
  readonly explainMissingPage: () => string;
}

/**
 * The console of a stack: it records what the run reports and serves it to anyone with the token. The server is only
 * loaded with the first request.
 */
export class Console {
  /** Required by every call; new in each run. */
  readonly token = randomBytes(24).toString('base64url');
  readonly recorder: Recorder;
  readonly #options: ConsoleOptions;
  #stack: LocalStack | undefined;
  #server: Promise<ConsoleServer> | undefined;

  constructor(options: ConsoleOptions) {
    this.#options = options;
    this.recorder = new Recorder(options.clock);
  }

  readonly observe = (event: StackEvent, labelOf: FunctionLabels): void => {
    this.recorder.observe(event, labelOf);
  };

  readonly observeAccess = (line: string): void => {
    this.recorder.observeAccess(line);
  };

  /** Answers requests to the console; records responses to submissions. */
  readonly answer = async (request: HttpRequest, next: () => Promise<HttpResponse>): Promise<HttpResponse> => {
    if (request.path.startsWith(consolePath) || `${request.path}/` === consolePath) return this.#answer(request);
    const response = await next();
    if (request.method === 'POST' && response.status === 202) this.recorder.observeSubmission(response);
    return response;
  };

  /** Shows a stack, once it runs. */
  show(stack: LocalStack): void {
    this.#stack = stack;
  }

  /** The URL of the page, with the token in the fragment, which browsers never send. */
  addressAt(endpoint: string): string {
    return `${endpoint}${consolePath}#token=${this.token}`;
  }

  /** Notifies the open pages that the stack was reloaded. */
  async reloaded(): Promise<void> {
    (await this.#server)?.reloaded();
  }

  /** Ends the open streams. */
  async stop(): Promise<void> {
    (await this.#server)?.stop();
  }

  async #answer(request: HttpRequest): Promise<HttpResponse> {
    const stack = this.#stack;
    if (!stack) return { status: 503, headers: { 'retry-after': '1' }, body: 'The stack is still starting.\n' };
    const { token, recorder } = this;
    this.#server ??= import('./server.ts').then(({ ConsoleServer: Server }) => {
      return new Server({ ...this.#options, stack, token, recorder });
    });
    return (await this.#server).handle(request);
  }
}
