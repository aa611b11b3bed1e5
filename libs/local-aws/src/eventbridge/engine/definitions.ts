/** An event bus of the template. */
export interface EventBusDefinition {
  readonly name: string;
  readonly arn: string;
}

/** An archive of one bus. */
export interface ArchiveDefinition {
  /** At most 48 characters of `[.-_A-Za-z0-9]` (docs/facts/c.md#c3). */
  readonly name: string;
  readonly arn: string;
  readonly busArn: string;
  /** Which events it keeps. @default all */
  readonly pattern?: object;
  /** 0 keeps forever (docs/facts/c.md#c3). */
  readonly retentionDays: number;
  readonly description?: string;
}

export interface RuleDefinition {
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  readonly pattern: object;
  readonly enabled: boolean;
  readonly description?: string;
  readonly targets: readonly TargetDefinition[];
}

/**
 * Where a rule sends its events. Only one of `input`, `inputPath` and `inputTransformer` may be given
 * (docs/facts/c.md#c28).
 */
export interface TargetDefinition {
  readonly id: string;
  readonly arn: string;
  /** A constant JSON text. */
  readonly input?: string;
  /** A JSON path into the event, such as `$.detail`. */
  readonly inputPath?: string;
  readonly inputTransformer?: InputTransformerDefinition;
  readonly roleArn?: string;
  /** A queue for undeliverable events. @default events are dropped */
  readonly deadLetterArn?: string;
  readonly retryPolicy?: RetryPolicyDefinition;
}

export interface InputTransformerDefinition {
  /** Names of placeholders and the JSON paths of their values. */
  readonly inputPathsMap?: Readonly<Record<string, string>>;
  readonly inputTemplate: string;
}

export interface RetryPolicyDefinition {
  /** 60 to 86400. @default 86400 */
  readonly maximumEventAgeInSeconds?: number;
  /** 0 to 185. @default 185 */
  readonly maximumRetryAttempts?: number;
}
