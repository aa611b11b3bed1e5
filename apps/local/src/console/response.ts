import type { HttpRequest, HttpResponse } from '@jobs/local-aws/kernel';
import { ConsoleRequestError } from './errors.ts';

export const json = (body: unknown, status = 200): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** The JSON object that a request has as its body. @throws ConsoleRequestError when there is none */
export function bodyOf({ body }: HttpRequest): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Reported below.
  }
  throw new ConsoleRequestError(400, 'BadRequest', 'The body must be a JSON object.');
}
