/** Assumptions for what cannot be measured here. The page lists each of them. */
export const assumptions = {
  /** Billed seconds of an invocation beyond the job's own time: its writes and its share of cold starts. */
  overheadSeconds: 0.1,
  /** X-Ray's default rule, beyond the first request of each second. */
  tracedShare: 0.05,
  /** The size of response headers, which are billed like the body. */
  answerHeaderBytes: 500,
  hoursOfMonth: 730,
  /** DynamoDB's storage overhead per item. */
  itemOverheadBytes: 100,
  /** DynamoDB asks KMS again after 5 minutes without a request of the same principal. */
  keyRequestsPerHour: 12,
  /** Polls by a pipe per shard (docs/facts/j.md#j5). */
  streamPollsPerSecond: 4,
  /** Free stream reads per account and month. */
  freeStreamReads: 2_500_000,
  /** A function in front of the queue. */
  submitFunction: { memoryMb: 256, seconds: 0.05 },
  /** States of a workflow that stores, runs and stores; entering the first one is also a transition. */
  workflowStates: 3,
  /** Memory of an Express workflow is billed by this many MB. */
  expressMemoryMb: 64,
  /** Send, receive, delete. */
  queueRequests: 3,
  /** A task that runs one job at a time, and the share of time it is busy. */
  task: { vcpu: 0.25, busyShare: 0.7 },
} as const;
