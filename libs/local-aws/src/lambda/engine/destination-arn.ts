export interface Destination {
  readonly type: 'function' | 'event-bus';
  /** The permission that the execution role needs (docs/facts/b.md#b34). */
  readonly action: string;
}

/** The kind of destination that an ARN identifies; undefined for unsupported kinds (SQS, SNS, S3). */
export function destinationOf(arn: string): Destination | undefined {
  if (/^arn:[^:]+:lambda:[^:]*:\d{12}:function:/.test(arn))
    return { type: 'function', action: 'lambda:InvokeFunction' };
  if (/^arn:[^:]+:events:[^:]*:\d{12}:event-bus\//.test(arn)) return { type: 'event-bus', action: 'events:PutEvents' };
  return undefined;
}
