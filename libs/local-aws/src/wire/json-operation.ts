import * as z from 'zod/mini';
import type { JsonRequest } from './json-protocol.ts';
import { ServiceError } from './service-error.ts';

/** An operation of a JSON service: its input and its response. */
export interface JsonOperation<Call> {
  readonly input: z.ZodMiniType;
  run(call: Call, input: unknown): object;
}

/** Returns a function that defines operations of a service with this type of call. */
export const jsonOperationFor =
  <Call>() =>
  <Input extends z.ZodMiniType>(
    input: Input,
    run: (call: Call, input: z.output<Input>) => object,
  ): JsonOperation<Call> => ({ input, run: (call, given) => run(call, given as z.output<Input>) });

/**
 * Runs the operation that a request names.
 * @param invalid the service's code for an input that it rejects, such as `ValidationException`
 * @throws ServiceError for an operation, member or value that the local run doesn't support
 */
export function runJsonOperation<Call>(
  operations: ReadonlyMap<string, JsonOperation<Call>>,
  call: Call,
  { operation, input }: JsonRequest,
  { service, invalid }: { readonly service: string; readonly invalid: string },
): object {
  const known = operations.get(operation);
  if (!known) {
    const message = `The local run does not support the operation ${operation} of ${service}; it supports ${[...operations.keys()].join(', ')}.`;
    throw new ServiceError(400, 'UnknownOperationException', message);
  }
  const result = z.safeParse(known.input, input);
  if (result.success) return known.run(call, result.data);
  const [issue] = result.error.issues;
  throw new ServiceError(400, invalid, issue ? describeIssue(operation, issue) : 'The input is not valid.');
}

/** Names the member, never its value: it may be a secret. */
function describeIssue(operation: string, issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const member = [...issue.path, issue.keys[0]].join('.');
    return `The local run does not support the member ${member} of ${operation}.`;
  }
  return `${issue.path.length === 0 ? 'The input' : issue.path.join('.')}: ${issue.message}`;
}
