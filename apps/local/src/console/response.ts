import type { HttpRequest, HttpResponse } from '@jobs/local-aws/kernel';
import { ConsoleRefusal } from './errors.ts';

export const json = (body: unknown, status = 200): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** The JSON object that a request has as its body. @throws ConsoleRefusal when there is none */
export function bodyOf({ body }: HttpRequest): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new ConsoleRefusal(400, 'BadRequest', 'The body must be a JSON object.');
}
