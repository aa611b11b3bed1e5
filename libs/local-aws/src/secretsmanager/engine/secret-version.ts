/** Text, or bytes in base64. */
export type SecretValue = { readonly SecretString: string } | { readonly SecretBinary: string };

export interface SecretVersion {
  /** A UUID, or the token that the client sent. */
  readonly id: string;
  readonly value: SecretValue;
  readonly createdAt: number;
  /** The staging labels. A version without any is deprecated. */
  readonly stages: Set<string>;
}
