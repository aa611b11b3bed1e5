/**
 * The protocol between the local run and its console. Every path is below {@link consoleApiPath}, returns JSON, and
 * needs the run's token: `authorization: Bearer <token>`. Times are epoch milliseconds of the stack's clock unless
 * stated otherwise.
 */

/**
 * The path of the page: static files without secrets. The address that `npm start` prints contains the token as
 * `#token=…`.
 */
export const consolePath = '/console/';
export const consoleApiPath = '/console/api/';

/** The stations of the picture. */
export type Station =
  'gateway' | 'queue' | 'processor' | 'table' | 'error-handler' | 'bus' | 'archive' | 'dead-letters' | 'events';

/**
 * `GET events`: server-sent events, read with `fetch`, because `EventSource` sends no header. The first `pulse` comes
 * at once, the next ones whenever something has changed, at most 5 per second, and an empty comment at least every 15
 * s. `changed` (without data) says that the stack was reloaded: read `stack` again.
 */
export interface Pulse {
  readonly at: number;
  /** The state as it is now. */
  readonly now: {
    readonly queued: number;
    readonly running: number;
    /** The maximum number that can run at once; absent if unlimited. */
    readonly reserved?: number;
    readonly stored: number;
    readonly archived: number;
    readonly deadLettered: number;
  };
  /** Since the run began. */
  readonly totals: {
    readonly accepted: number;
    readonly refused: number;
    readonly started: number;
    readonly retried: number;
    readonly throttled: number;
    readonly succeeded: number;
    readonly failed: number;
    readonly cancelled: number;
    readonly replayed: number;
    readonly eventsSent: number;
  };
  /** Moves since the last pulse, one entry per path and tone. */
  readonly moves: readonly Move[];
  /** The jobs that have changed since the last pulse, newest last, at most 50. */
  readonly jobs: readonly { readonly id: string; readonly status?: string }[];
}

export interface Move {
  readonly from: Station;
  readonly to: Station;
  readonly tone: Tone;
  readonly count: number;
}

export type Tone = 'neutral' | 'good' | 'warning' | 'bad';

/** `GET stack` */
export interface StackView {
  readonly stackName: string;
  readonly stageName: string;
  readonly region: string;
  readonly endpoint: string;
  /** The base URL of the jobs API, without a trailing slash. */
  readonly apiUrl: string;
  readonly functions: readonly {
    /** As in faults: `error-handler`. */
    readonly target: string;
    readonly name: string;
    readonly reserved?: number;
    readonly timeoutSeconds: number;
    readonly memoryMb: number;
  }[];
  readonly resources: readonly {
    readonly logicalId: string;
    readonly type: string;
    /** Whether it has only a name locally and no effect. */
    readonly isInert: boolean;
  }[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly roles: readonly { readonly name: string; readonly arn: string; readonly policies: readonly unknown[] }[];
  /** Whether the stage has completion events. */
  readonly hasEvents: boolean;
  /** Whether the stage has `GET /jobs`. */
  readonly hasListing: boolean;
}

/** `GET template`: the running stack's CloudFormation template, unchanged. */

/** `GET contract` */
export interface ContractView {
  /**
   * The request model that the gateway validates a job's parameters with (JSON Schema, draft 4, without references).
   */
  readonly parameters: unknown;
  readonly example: unknown;
}

/** `GET credentials`: credentials of the role that may call the API, for the SDK in the page. */
export interface CredentialsView {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** ISO 8601, real time. */
  readonly expiration: string;
}

/** `GET jobs/{jobId}`; 404 if the job is unknown. */
export interface JobView {
  readonly id: string;
  readonly timeline: readonly Step[];
  readonly logs: readonly { readonly at?: string; readonly level?: string; readonly message: string }[];
  /** The item as it is in the table, in DynamoDB's JSON. */
  readonly item?: unknown;
  readonly requests: readonly Request[];
}

export interface Step {
  readonly at: number;
  /** Who did it: `processor`, `table`, `archive`, … */
  readonly who: string;
  /** As printed in the terminal: `attempt 1 failed: Error: …; next attempt in 60 s`. */
  readonly text: string;
  readonly tone: Tone;
}

/** A line of the access log. */
export interface Request {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly userArn?: string;
  /** All members of the line. */
  readonly line: Readonly<Record<string, unknown>>;
}

/** `GET access-log`: the newest 200, newest first. */
export type AccessLogView = readonly Request[];

/** `GET failures` */
export interface FailuresView {
  readonly archives: readonly {
    readonly name: string;
    readonly arn: string;
    readonly count: number;
    /** The newest 100, newest first. */
    readonly events: readonly {
      readonly id: string;
      readonly at: number;
      readonly jobId?: string;
      readonly detail: unknown;
    }[];
  }[];
  readonly deadLetters: readonly {
    readonly queueName: string;
    readonly count: number;
    readonly messages: readonly {
      readonly id: string;
      readonly at: number;
      readonly jobId?: string;
      readonly body: string;
      readonly attributes: Readonly<Record<string, string>>;
    }[];
  }[];
  readonly replays: readonly ReplayView[];
}

/** `POST replays` with `{archiveArn, from, to}` (epoch milliseconds) returns this, and so does `GET failures`. */
export interface ReplayView {
  readonly name: string;
  readonly archiveArn: string;
  readonly state: string;
  readonly from: number;
  readonly to: number;
  /** The time of the last event that was replayed. */
  readonly replayedUntil?: number;
  /** How many events were replayed. */
  readonly count: number;
}

/**
 * `GET faults`; `POST faults` with a `FaultRequest` of the local run, `DELETE faults` clears all: each returns this.
 */
export interface FaultsView {
  readonly targets: readonly { readonly target: string; readonly kinds: readonly string[] }[];
  readonly faults: readonly {
    readonly id: number;
    readonly target: string;
    readonly kind: string;
    readonly probability: number;
    readonly left?: number;
    readonly happened: number;
  }[];
}

/** `GET clock`; `POST clock` with `{advanceMs}` or `{speed}`: both return this. */
export interface ClockView {
  readonly now: number;
  readonly realNow: number;
  readonly speed: number;
  /** Why the clock cannot be moved; absent if it can. */
  readonly fixedReason?: string;
}

/**
 * The body of every error response (status 400 or above): 401 for a missing token, 403 for a foreign `Host` or
 * `Origin`.
 */
export interface Rejection {
  readonly code: string;
  readonly message: string;
}
