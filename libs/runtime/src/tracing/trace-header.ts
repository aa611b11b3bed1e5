/** A position in a trace. */
export interface TraceContext {
  readonly traceId: string;
  /** The enclosing segment or subsegment. */
  readonly parentId: string;
}

/**
 * Reads the trace of an invocation from `_X_AMZN_TRACE_ID` (docs/facts/f.md#f4), such as
 * `Root=1-…;Parent=…;Sampled=1;Lineage=…`.
 * Returns undefined if it is not sampled: then nothing is sent.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function sampledTrace(header: string | undefined): TraceContext | undefined {
  const fields = new Map(header?.split(';').map((field) => field.split('=', 2) as [string, string | undefined]));
  const traceId = fields.get('Root');
  const parentId = fields.get('Parent');
  if (fields.get('Sampled') !== '1' || !traceId || !parentId) return undefined;
  if (!/^1-[\da-f]{8}-[\da-f]{24}$/i.test(traceId) || !/^[\da-f]{16}$/i.test(parentId)) return undefined;
  return { traceId, parentId };
}
