/** The bytes that CloudWatch Logs adds to each event. */
const overheadBytes = 26;

/** The billed bytes of these lines. */
export function logBytes(lines: readonly string[]): number {
  return lines.reduce((total, line) => total + Buffer.byteLength(line) + overheadBytes, 0);
}

/** A line with Lambda's paths in its stack trace, so that its length does not depend on the checkout's folder. */
export function atLambdasPath(line: string): string {
  const moved = line.replaceAll(/file:\/\/\/[^\s"]*\/(?=[^\s"()/]+:\d)/g, 'file:///var/task/');
  // A long stack trace may be cut off within a path.
  return moved.replaceAll(/file:\/\/\/(?!var\/task\/)[^\s"]*/g, 'file:///var/task/');
}

/**
 * The lines that Lambda itself writes for an invocation in JSON at its level INFO (docs/facts/f.md#f23), with values of
 * the usual length. The local run does not write them.
 */
export function systemLogLines(functionName: string, memoryMb: number): string[] {
  const requestId = '79b5e81f-9cdd-4145-b1f6-7c50ef8a2a36';
  const functionArn = `arn:aws:lambda:us-east-1:123456789012:function:${functionName}`;
  const tracing = {
    spanId: '1f2e3d4c5b6a7988',
    type: 'X-Amzn-Trace-Id',
    value: 'Root=1-6b031e0d-289a166fadb63cd789886867;Parent=1f2e3d4c5b6a7988;Sampled=0',
  };
  const metrics = { durationMs: 5023.961, billedDurationMs: 5024, memorySizeMB: memoryMb, maxMemoryUsedMB: 123 };
  const time = '2026-10-08T07:30:29.470Z';
  return [
    { time, type: 'platform.start', record: { requestId, functionArn, version: '$LATEST', tracing } },
    { time, type: 'platform.report', record: { requestId, metrics, tracing, status: 'success' } },
  ].map((line) => JSON.stringify(line));
}
