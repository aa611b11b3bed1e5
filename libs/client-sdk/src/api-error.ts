import { JobsApiError } from './errors.ts';
import { isRetryableStatus } from './retry.ts';

const MAX_MESSAGE_LENGTH = 2_000;
const MAX_EXCERPT_LENGTH = 200;

type AnswerHead = Pick<Response, 'status' | 'headers'>;

/** The error of an answer that refuses a request, whoever wrote it: the service, its gateway, a proxy. */
export function refusal(head: AnswerHead, body: unknown): JobsApiError {
  const { message, Message, details } = (typeof body === 'object' && body ? body : {}) as Record<string, unknown>;
  // A14: the gateway's message for a principal without permission has a capital M.
  const text = message ?? Message;
  return apiError(
    head,
    typeof text === 'string' ? text.slice(0, MAX_MESSAGE_LENGTH) : unexpected(head, body),
    isRetryableStatus(head.status),
    undefined,
    typeof details === 'string' ? details.slice(0, MAX_MESSAGE_LENGTH) : undefined,
  );
}

/** The error of a success whose body is not what the contract says: it was cut off, or is not from the service at all. */
export function unexpectedBody(head: AnswerHead, text: string): JobsApiError {
  return apiError(head, unexpected(head, text), true, 'UnexpectedBody');
}

export function unexpectedRedirect(head: AnswerHead): JobsApiError {
  const to = head.headers.get('location')?.slice(0, MAX_EXCERPT_LENGTH) ?? 'another address';
  return apiError(
    head,
    `The service redirects to ${to}, and a signed request is not sent elsewhere. Check baseUrl.`,
    false,
    'UnexpectedRedirect',
  );
}

/** The error of a job in a status that this version of the package does not know. */
export function unknownStatus({ id, status }: { readonly id: string; readonly status: string }): JobsApiError {
  const message = `Job ${id} has the status ${status}, which this version of the client does not know.`;
  return new JobsApiError(message, { status: 200, code: 'UnknownJobStatus', retryable: false });
}

function apiError(
  { status, headers }: AnswerHead,
  message: string,
  retryable: boolean,
  // The header can go on with a colon and an address.
  code = headers.get('x-amzn-errortype')?.replace(/:.*/, '') ?? `Http${status}`,
  details?: string,
): JobsApiError {
  const requestId = headers.get('x-amzn-requestid') ?? undefined;
  return new JobsApiError(message, { status, code, retryable, requestId, details });
}

function unexpected({ status, headers }: AnswerHead, body: unknown): string {
  const text = typeof body === 'string' ? body : (JSON.stringify(body) as string | undefined);
  const type = headers.get('content-type') ?? 'no content type';
  return `Unexpected answer ${status} (${type}): ${text ? text.slice(0, MAX_EXCERPT_LENGTH) : 'no body'}`;
}
