/** The largest event of an asynchronous invocation (B4), and of a bus (C24), in bytes. */
const maxBytes = { lambda: 1_048_576, bus: 262_144 };

/** Whether an event can be sent there: what is larger is lost. */
export function fits(event: unknown, to: keyof typeof maxBytes): boolean {
  return Buffer.byteLength(JSON.stringify(event)) <= maxBytes[to];
}

/** How a record reports what a function threw (F12). */
export function payloadOf(error: unknown): { errorType: string; errorMessage: string; trace: string[] } {
  const { name, message, stack = '' } = error as Error;
  return { errorType: name, errorMessage: message, trace: stack.split('\n') };
}
