/** A request that is about to be sent, without headers and therefore without secrets. */
export interface RequestInfo {
  readonly method: string;
  readonly url: string;
  /** 1 for the first request of a call, 2 for its first retry. */
  readonly attempt: number;
}

/** The outcome of a request. */
export interface ResponseInfo extends RequestInfo {
  readonly durationMs: number;
  /** Absent if there was no response. */
  readonly status?: number | undefined;
  /** `x-amzn-requestid` identifies the request in the service's logs. */
  readonly headers?: Headers | undefined;
  /** Why there was no response, or no usable one. */
  readonly error?: Error | undefined;
}

/** Called for each request, including retries; for logs and metrics. If it throws, the call ends with that error. */
export type OnRequest = (request: RequestInfo) => void;
/** Called with the outcome of each request; for logs and metrics. If it throws, the call ends with that error. */
export type OnResponse = (response: ResponseInfo) => void;
