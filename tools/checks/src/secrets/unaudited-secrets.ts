interface Baseline {
  readonly results: Readonly<
    Record<string, readonly { readonly type: string; readonly line_number: number; readonly is_secret?: boolean }[]>
  >;
}

/** The entries of a detect-secrets baseline that are not marked as false positives: `file:line: kind`. */
export function unauditedSecrets(baseline: string): string[] {
  const { results } = JSON.parse(baseline) as Baseline;
  return Object.entries(results).flatMap(([file, secrets]) =>
    secrets.filter((one) => one.is_secret !== false).map((one) => `${file}:${one.line_number}: ${one.type}`),
  );
}
