/** What CloudWatch Logs counts in addition to each event's text. */
const overheadBytes = 26;

/** Bytes that are paid for when these lines are written. */
export function logBytes(lines: readonly string[]): number {
  return lines.reduce((total, line) => total + Buffer.byteLength(line) + overheadBytes, 0);
}

/** A line with the paths of its stack trace as they are on Lambda: its length must not depend on the checkout's folder. */
export function atLambdasPath(line: string): string {
  const moved = line.replaceAll(/file:\/\/\/[^\s"]*\/(?=[^\s"()/]+:\d)/g, 'file:///var/task/');
  // A long stack trace is cut, also within a path.
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
