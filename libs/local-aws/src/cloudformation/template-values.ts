/** Values that a template takes from Secrets Manager and Parameter Store. */
export interface TemplateValues {
  /** The text of a secret, by its name or an ARN; undefined if there is none. */
  secret(id: string): string | undefined;
  /** The value of a parameter, by its name; undefined when there is none. */
  parameter(name: string): string | undefined;
  /** Explains where to add a missing value. */
  explainMissing(kind: 'secret' | 'parameter', name: string): string;
}

export const noTemplateValues: TemplateValues = {
  secret: () => undefined,
  parameter: () => undefined,
  explainMissing: () => 'There are no local values.',
};
