import { consoleApiPath, consolePath } from '@jobs/console/protocol';
import { EventBridgeError } from '@jobs/local-aws/eventbridge';
import { AccessDeniedError } from '@jobs/local-aws/iam';
import type { HttpRequest, HttpResponse } from '@jobs/local-aws/kernel';
import { FaultRequestError } from '../stack/faults/fault.ts';
import type { LocalStack } from '../stack/local-stack.ts';
import type { ConsoleOptions } from './console.ts';
import { ConsoleRequestError } from './errors.ts';
import { checkSource, checkToken } from './guard.ts';
import { Pulses } from './pulses.ts';
import type { Recorder } from './recorder.ts';
import { json } from './response.ts';
import { findRoute } from './routes/routes.ts';
import { readPage } from './static-files.ts';

export interface ConsoleServerOptions extends ConsoleOptions {
  readonly stack: LocalStack;
  readonly token: string;
  readonly recorder: Recorder;
}

const headers = {
  'content-security-policy': [
    ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'"],
    ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Answers the requests below `/console/`. */
export class ConsoleServer {
  readonly #options: ConsoleServerOptions;
  readonly #port: number;
  readonly #pulses: Pulses;

  constructor(options: ConsoleServerOptions) {
    this.#options = options;
    this.#port = Number(new URL(options.stack.endpoint).port);
    this.#pulses = new Pulses(options);
  }

  async handle(request: HttpRequest): Promise<HttpResponse> {
    const response = await this.#answer(request).catch(refuse);
    return { ...response, headers: { ...headers, ...response.headers } };
  }

  reloaded(): void {
    this.#pulses.reloaded();
  }

  stop(): void {
    this.#pulses.stop();
  }

  async #answer(request: HttpRequest): Promise<HttpResponse> {
    checkSource(request, this.#port);
    if (!request.path.startsWith(consoleApiPath)) return readPage(request, consolePath, this.#options);
    checkToken(request, this.#options.token);
    const { handle, parameter } = findRoute(request.method, request.path.slice(consoleApiPath.length));
    return handle({ ...this.#options, pulses: this.#pulses, request, parameter });
  }
}

function refuse(error: unknown): HttpResponse {
  if (error instanceof ConsoleRequestError) return rejection(error.status, error.code, error.message);
  if (error instanceof FaultRequestError) return rejection(400, 'BadFault', error.message);
  if (error instanceof EventBridgeError) return rejection(400, error.code, error.message);
  if (error instanceof AccessDeniedError) return rejection(409, 'AccessDenied', error.message);
  throw error;
}

const rejection = (status: number, code: string, message: string) => json({ code, message }, status);
