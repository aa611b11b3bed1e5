/** Reads a body as text, up to about a number of bytes; the rest is never received. */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  // There is no body, or the runtime has no streams.
  if (!response.body) return response.text();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = 0; bytes <= maxBytes;) {
    const { done, value } = await reader.read();
    if (done) return text;
    bytes += value.byteLength;
    text += decoder.decode(value, { stream: true });
  }
  // The connection is closed; if that also fails, it changes nothing.
  reader.cancel().catch(() => undefined);
  return text;
}

/** The body of a response: its JSON, or its text if it is not JSON. */
export async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  return parseJson(text) ?? text;
}

/** The JSON; undefined if it is invalid. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
