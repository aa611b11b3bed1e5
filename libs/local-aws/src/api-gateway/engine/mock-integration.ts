import { internalServerError } from './gateway-error.ts';

/**
 * The status that a MOCK integration's request template names; the rest of its output may be anything
 * (docs/facts/a.md#a77).
 * @throws GatewayError 500 when it names none
 */
export function mockStatus(rendered: string): string {
  const status = /["']?statusCode["']?\s*:\s*["']?(\d{3})(?!\d)/.exec(rendered)?.[1];
  if (status === undefined) throw internalServerError('the request template of a MOCK integration gives no statusCode');
  return status;
}
