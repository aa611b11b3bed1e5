export type ParameterType = 'String' | 'StringList' | 'SecureString';

/** A parameter of the template, or one that the stack doesn't have and a local value stands for. */
export interface ParameterDefinition {
  readonly name: string;
  readonly type: ParameterType;
  readonly value: string;
  readonly description?: string;
  readonly allowedPattern?: string;
  /** `Standard` or `Advanced`. */
  readonly tier: string;
}
