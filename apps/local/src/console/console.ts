import { randomBytes } from 'node:crypto';
import { consolePath } from '@jobs/console/protocol';
import type { Clock, HttpRequest, HttpResponse, StackEvent } from '@jobs/local-aws/kernel';
import type { FunctionLabels } from '../stack/label-functions.ts';
import type { LocalStack } from '../stack/local-stack.ts';
import { Recorder } from './recorder.ts';
import type { ConsoleServer } from './server.ts';

export interface ConsoleOptions {
  /** The stack's; the console can change one that is adjustable. */
  readonly clock: Clock;
  /** The folder of the page's build. */
  readonly pageFolder: string;
  /** Waits for a build of the page that is under way. Resolves to whether one was, and has made the page. */
  readonly waitForPage: () => Promise<boolean>;
  /** What stands in place of the page while it is not there. */
  readonly explainMissingPage: () => string;
}

/**
 * The console of a stack: it remembers what the run reports, and shows it to who has the token. What answers its requests
 * is loaded with the first one.
 */
export class Console {
  /** Needed by every call; another one in each run. */
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

  /** Answers a request to the console, and looks at the answer to any other. */
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

  /** The address of the page, with the token in the part that browsers never send. */
  addressAt(endpoint: string): string {
    return `${endpoint}${consolePath}#token=${this.token}`;
  }

  /** Notifies the open pages that the stack was reloaded. */
  async reloaded(): Promise<void> {
    (await this.#server)?.reloaded();
  }

  /** Ends the streams that are open. */
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
