import type { HttpResponse } from '../../../kernel/index.ts';
import type { S3Call } from '../call.ts';

/** Authorizes and handles a call. */
export type Operation = (call: S3Call) => HttpResponse | Promise<HttpResponse>;
