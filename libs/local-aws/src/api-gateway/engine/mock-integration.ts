import { internalServerError } from './gateway-error.ts';

/**
 * The status in the output of a MOCK integration's request template; the rest of the output is ignored
 * (docs/facts/a.md#a77).
 * @throws GatewayError 500 if there is none
 */
export function mockStatus(rendered: string): string {
  const status = /["']?statusCode["']?\s*:\s*["']?(\d{3})(?!\d)/.exec(rendered)?.[1];
  if (status === undefined)
    throw internalServerError('the request template of a MOCK integration returns no statusCode');
  return status;
}
