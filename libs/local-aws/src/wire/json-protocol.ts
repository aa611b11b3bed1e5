import { randomUUID } from 'node:crypto';
import { headerValue, type HttpRequest, type HttpResponse } from '../kernel/index.ts';
import { ServiceError } from './service-error.ts';

/** The version in `application/x-amz-json-…`: DynamoDB speaks 1.0, EventBridge 1.1. */
export type JsonVersion = '1.0' | '1.1';

export interface JsonRequest {
  /** The part of `X-Amz-Target` after the dot, such as `PutEvents`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Whether `X-Amz-Target` names an operation of a service, such as `AWSEvents`. */
export function acceptsTarget(request: HttpRequest, prefix: string): boolean {
  return headerValue(request, 'x-amz-target')?.startsWith(`${prefix}.`) ?? false;
}

/**
 * Operation and input of a request in the AWS JSON protocol; an empty body is an empty input.
 * @throws ServiceError `UnknownOperationException` without a target, `SerializationException` when the body is not a JSON object
 */
export function jsonRequest(request: HttpRequest): JsonRequest {
  let known = requests.get(request);
  if (!known) requests.set(request, (known = read(request)));
  return known;
}

/** Caches parsed requests: a service reads a request once for its permission and again to handle it. */
const requests = new WeakMap<HttpRequest, JsonRequest>();

function read(request: HttpRequest): JsonRequest {
  const target = headerValue(request, 'x-amz-target') ?? '';
  const operation = target.slice(target.lastIndexOf('.') + 1);
  if (operation === '') throw new ServiceError(400, 'UnknownOperationException', 'The header X-Amz-Target is missing.');
  return { operation, input: parseInput(request.body) };
}

function parseInput(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw serializationError(
      `The request's body is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
  if (!isRecord(parsed)) throw serializationError("The request's body is not a JSON object.");
  return parsed;
}

const serializationError = (message: string) => new ServiceError(400, 'SerializationException', message);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function jsonResponse(status: number, body: unknown, version: JsonVersion): HttpResponse {
  return {
    status,
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify(body),
  };
}

/** An error as JSON services send it: SDKs read its name from `__type` and its text from `message`. */
export function jsonError(
  error: { readonly status: number; readonly code: string; readonly message: string },
  version: JsonVersion,
): HttpResponse {
  return jsonResponse(error.status, { __type: error.code, message: error.message }, version);
}
