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
  /** Absolute, in the order of the function's layers: files of a later one replace those of an earlier one. @default none */
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

/** What a qualifier of a function stands for. All versions have the same code here, that of the template. */
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

/** What functions without a reservation get: the account's default quota. */
export const unreservedConcurrency = 1000;

/** What an invocation without a qualifier runs. */
export const latestVersion = '$LATEST';

/** The qualifier of a function's ARN. */
export function qualifierOf(functionArn: string): string {
  return functionArn.split(':')[7] ?? latestVersion;
}

/**
 * What a function's ARN, as an invocation has named it, stands for.
 * @throws Error when the function has no such qualifier
 */
export function qualifierNamedBy({ name, qualifiers }: FunctionDefinition, functionArn: string): Qualifier {
  const found = qualifiers[qualifierOf(functionArn)];
  if (!found) throw new Error(`The function ${name} has no version or alias ${qualifierOf(functionArn)}.`);
  return found;
}
