/** A Lambda function as the template describes it. */
export interface FunctionDefinition {
  readonly logicalId: string;
  readonly name: string;
  /** Without a qualifier. */
  readonly arn: string;
  readonly roleArn: string;
  /** Such as `nodejs24.x`. */
  readonly runtime: string;
  /** `file.export`, as in Lambda. */
  readonly handler: string;
  /** Absolute; holds what Lambda's zip would hold. */
  readonly codeFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memorySizeMb: number;
  /** @default no reservation: {@link unreservedConcurrency} */
  readonly reservedConcurrency?: number;
  readonly logFormat: 'JSON' | 'Text';
  /** With `JSON` only. @default 'INFO' (F24) */
  readonly applicationLogLevel?: string;
  readonly asynchronous: AsynchronousConfiguration;
}

/** A function's event invoke configuration (B12). */
export interface AsynchronousConfiguration {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  /** ARNs of destinations. */
  readonly onSuccess?: string;
  readonly onFailure?: string;
}

/** What functions without a reservation get: the account's default quota. */
export const unreservedConcurrency = 1000;

/** The version that runs: nothing is ever published here. */
export const latestVersion = '$LATEST';
