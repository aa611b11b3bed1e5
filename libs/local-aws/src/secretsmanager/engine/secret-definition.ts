/** A secret of the template, or one that the stack doesn't have and a local value stands for. */
export interface SecretDefinition {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Its value; absent in a secret that nobody has given one. */
  readonly value?: string;
}
