/** What can't be counted here. The page names each of them. */
export const assumptions = {
  /** What an invocation is billed for in addition to the job's own seconds: its writes, and its share of cold starts. */
  overheadSeconds: 0.1,
  /** X-Ray's default rule, beyond the first request of each second. */
  tracedShare: 0.05,
  /** The headers of an answer, which are paid for like its body. */
  answerHeaderBytes: 500,
  hoursOfMonth: 730,
  /** DynamoDB's own bytes for each item that it stores. */
  itemOverheadBytes: 100,
  /** DynamoDB asks KMS again after 5 minutes without a request of the same principal. */
  keyRequestsPerHour: 12,
  /** Of a pipe, for each shard (docs/facts/j.md#j5). */
  streamPollsPerSecond: 4,
  /** Reads of streams that an account has free in a month. */
  freeStreamReads: 2_500_000,
  /** A function in front of the queue. */
  submitFunction: { memoryMb: 256, seconds: 0.05 },
  /** States of a workflow that stores, runs and stores; the way into the first one is a transition, too. */
  workflowStates: 3,
  /** Memory of an Express workflow is billed by this many MB. */
  expressMemoryMb: 64,
  /** Send, receive, delete. */
  queueRequests: 3,
  /** A task that works on one job at a time, and how much of its time it works. */
  task: { vcpu: 0.25, busyShare: 0.7 },
} as const;
