/** A request that is about to be sent; it has no header, and so nothing secret. */
export interface RequestInfo {
  readonly method: string;
  readonly url: string;
  /** 1 for the first request of a call, 2 for its first repetition. */
  readonly attempt: number;
}

/** Outcome. */
export interface ResponseInfo extends RequestInfo {
  readonly durationMs: number;
  /** Absent when there was no answer. */
  readonly status?: number | undefined;
  /** `x-amzn-requestid` names the request in the logs of the service. */
  readonly headers?: Headers | undefined;
  /** Why there was no answer, or none that can be used. */
  readonly error?: Error | undefined;
}

/** Sees each request, repetitions included; for logs and metrics. What it throws ends the call. */
export type OnRequest = (request: RequestInfo) => void;
/** Sees what became of each request; for logs and metrics. What it throws ends the call. */
export type OnResponse = (response: ResponseInfo) => void;
