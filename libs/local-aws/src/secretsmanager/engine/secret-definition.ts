/** A secret in the template, or one outside the stack that has a local value. */
export interface SecretDefinition {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Its value; absent if nobody has set one. */
  readonly value?: string;
}
