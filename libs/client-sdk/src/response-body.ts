/** Reads a body as text up to a number of bytes; what is beyond is never received. */
export async function readBody(
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly complete: boolean }> {
  if (!response.body) return { text: await response.text(), complete: true };
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const cancel = () => {
    // The connection is being given up: that this fails, too, changes nothing.
    reader.cancel().catch(() => undefined);
  };
  signal.addEventListener('abort', cancel);
  try {
    let text = '';
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text: text + decoder.decode(), complete: true };
      bytes += value.byteLength;
      text += decoder.decode(value, { stream: true });
      if (bytes > maxBytes) {
        cancel();
        return { text, complete: false };
      }
    }
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
