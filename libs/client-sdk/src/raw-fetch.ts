import { JobsConfigurationError } from './errors.ts';
import type { Send } from './transport.ts';

/** A `fetch` that only calls the API, because nobody else may see the session token and the signature. */
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
