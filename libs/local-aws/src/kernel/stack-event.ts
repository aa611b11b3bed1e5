/** What happens in the local run, as reported to observers: the terminal, a test. */
export type StackEvent =
  | {
      readonly type: 'invocation-queued';
      readonly functionName: string;
      readonly requestId: string;
      readonly payload: string;
    }
  | {
      readonly type: 'invocation-started';
      readonly functionName: string;
      readonly requestId: string;
      readonly attempt: number;
      readonly coldStart: boolean;
    }
  | {
      readonly type: 'invocation-succeeded';
      readonly functionName: string;
      readonly requestId: string;
      readonly attempt: number;
      readonly durationMs: number;
    }
  | {
      readonly type: 'invocation-failed';
      readonly functionName: string;
      readonly requestId: string;
      readonly attempt: number;
      readonly durationMs: number;
      readonly errorType: string;
      readonly errorMessage: string;
      /** When the next attempt starts, in milliseconds from now; absent when there is none. */
      readonly retryInMs?: number;
    }
  | {
      readonly type: 'invocation-throttled';
      readonly functionName: string;
      readonly requestId: string;
      readonly retryInMs: number;
    }
  | { readonly type: 'function-log'; readonly functionName: string; readonly requestId?: string; readonly line: string }
  | {
      readonly type: 'destination-reached';
      readonly functionName: string;
      readonly requestId: string;
      readonly destinationArn: string;
      readonly condition: string;
    }
  | {
      readonly type: 'destination-failed';
      readonly functionName: string;
      readonly requestId: string;
      readonly destinationArn: string;
      readonly reason: string;
    }
  | {
      /** An item was put into a table, or updated. */
      readonly type: 'item-stored';
      readonly tableName: string;
      /** The item's `jobId`, or else its `id`. */
      readonly key: string;
      /** The item's `status`. */
      readonly status?: string;
      /** The progress that a running job reports. */
      readonly progress?: string;
    }
  | {
      readonly type: 'event-archived';
      readonly archiveName: string;
      readonly eventId: string;
      readonly detail: unknown;
    }
  | {
      /** A rule gave up delivering an event and sent it to its dead-letter queue. */
      readonly type: 'event-dead-lettered';
      readonly queueName: string;
      readonly eventId: string;
      /** The `ERROR_CODE` attribute of the message (docs/facts/c.md#c35). */
      readonly errorCode: string;
      readonly detail: unknown;
    }
  | {
      /** A pipe turned a change in a table into an event and sent it to its bus. */
      readonly type: 'pipe-delivered';
      readonly pipeName: string;
      readonly eventId: string;
      readonly detailType: string;
      readonly detail: unknown;
    }
  | {
      readonly type: 'pipe-failed';
      readonly pipeName: string;
      /** The `eventID` of the stream's record. */
      readonly recordId: string;
      readonly reason: string;
      /** When the next attempt starts, in milliseconds from now; absent when there is none. */
      readonly retryInMs?: number;
    }
  | {
      /** A pipe gave up on a record and sent its position to the dead-letter queue. */
      readonly type: 'pipe-dead-lettered';
      readonly pipeName: string;
      readonly recordId: string;
      /** As in `context` of the message (docs/facts/j.md#j17). */
      readonly condition: string;
    }
  | {
      readonly type: 'event-replayed';
      readonly replayName: string;
      readonly eventId: string;
      readonly detail: unknown;
    };

export type ReportEvent = (event: StackEvent) => void;
