import { JobsApiError } from './errors.ts';
import { isRetryableStatus } from './retry.ts';

const maxTextLength = 1_000;

/**
 * The error of a response from the service, its gateway, or a proxy.
 * @param body its JSON, or its text if it is not JSON
 */
export function apiError(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  body: unknown,
  // The header can continue with a colon and a URL.
  code = /^[^:]+/.exec(headers.get('x-amzn-errortype') ?? '')?.[0] ?? `Http${status}`,
  retryable = isRetryableStatus(status),
): JobsApiError {
  // The gateway's message for a principal without permission has a capital M.
  const { message, Message, details } = Object(body) as Record<string, unknown>;
  const unexpected = () =>
    `Unexpected response ${status} ${headers.get('content-type') ?? ''}: ${clipped(typeof body === 'string' ? body : JSON.stringify(body))}`;
  return new JobsApiError(clipped(message ?? Message) ?? unexpected(), {
    status,
    code,
    retryable,
    requestId: headers.get('x-amzn-requestid') ?? undefined,
    details: clipped(details),
  });
}

const clipped = (text: unknown) => (typeof text === 'string' ? text.slice(0, maxTextLength) : undefined);
