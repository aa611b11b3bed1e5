/**
 * The failure record of the processor. A replayed one arrives as an event from the bus, with a `replay-name`
 * (docs/facts/c.md#c16), whose detail is the error handler's own failure record (docs/facts/b.md#b33).
 */
export function originalEvent(received: unknown): unknown {
  if (!isObject(received) || !('replay-name' in received)) return received;
  const { detail } = received;
  return isObject(detail) ? detail.requestPayload : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
