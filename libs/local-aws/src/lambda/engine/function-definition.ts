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
  /** Absolute path; contains what Lambda's zip file would contain. */
  readonly codeFolder: string;
  /** Absolute paths, in the order of the function's layers: files of a later layer replace those of an earlier one. @default none */
  readonly layerFolders?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memorySizeMb: number;
  /** @default no reservation: {@link unreservedConcurrency} */
  readonly reservedConcurrency?: number;
  readonly logFormat: 'JSON' | 'Text';
  /** With `JSON` only. @default 'INFO' (docs/facts/f.md#f24) */
  readonly applicationLogLevel?: string;
  /** By name: `$LATEST` always, published versions, and aliases. */
  readonly qualifiers: Readonly<Record<string, Qualifier>>;
}

/** The version and configuration behind a qualifier. Here, all versions have the same code, that of the template. */
export interface Qualifier {
  readonly version: string;
  /** Each qualifier has its own; a version does not inherit that of `$LATEST` (docs/facts/b.md#b13). */
  readonly asynchronous: AsynchronousConfiguration;
}

/** The event invoke configuration of a qualifier (docs/facts/b.md#b12). */
export interface AsynchronousConfiguration {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  /** ARNs of destinations. */
  readonly onSuccess?: string;
  readonly onFailure?: string;
}

/** The concurrency of functions without a reservation: the account's default quota. */
export const unreservedConcurrency = 1000;

/** The qualifier of an invocation that names none. */
export const latestVersion = '$LATEST';

/** The qualifier of a function's ARN. */
export function qualifierOf(functionArn: string): string {
  return functionArn.split(':')[7] ?? latestVersion;
}

/**
 * The qualifier that an invocation's function ARN refers to.
 * @throws Error when the function has no such qualifier
 */
export function qualifierNamedBy({ name, qualifiers }: FunctionDefinition, functionArn: string): Qualifier {
  const found = qualifiers[qualifierOf(functionArn)];
  if (!found) throw new Error(`The function ${name} has no version or alias ${qualifierOf(functionArn)}.`);
  return found;
}
