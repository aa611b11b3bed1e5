import { JobsConfigurationError } from './errors.ts';
import type { Send } from './transport.ts';

/** A `fetch` for the API alone: the session token and the signature are for nobody else. */
export function createRawFetch(baseUrl: string, send: Send): (request: Request) => Promise<Response> {
  return async (request) => {
    const { method, url, headers, signal } = request;
    if (!url.startsWith(`${baseUrl}/`)) {
      throw new JobsConfigurationError(`Cannot send a request to ${url}: the API is ${baseUrl}.`);
    }
    const bytes = await request.arrayBuffer();
    const body = bytes.byteLength > 0 ? bytes : null;
    return send({ method, path: url.slice(baseUrl.length), headers, body }, { signal });
  };
}
