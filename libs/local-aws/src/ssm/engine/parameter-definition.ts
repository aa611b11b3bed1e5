export type ParameterType = 'String' | 'StringList' | 'SecureString';

/** A parameter in the template, or one outside the stack that has a local value. */
export interface ParameterDefinition {
  readonly name: string;
  readonly type: ParameterType;
  readonly value: string;
  readonly description?: string;
  readonly allowedPattern?: string;
  /** `Standard` or `Advanced`. */
  readonly tier: string;
}
