import type { Secret } from '../engine/secret.ts';

export interface SecretFilter {
  readonly Key: 'name' | 'description' | 'tag-key' | 'tag-value' | 'all';
  /** A value that begins with `!` excludes. */
  readonly Values: readonly string[];
}

/** The secrets that match all filters, each by any of its values. */
export function filterSecrets(secrets: readonly Secret[], filters: readonly SecretFilter[]): readonly Secret[] {
  return secrets.filter((secret) => filters.every(({ Key, Values }) => matchesAny(textsOf(secret, Key), Key, Values)));
}

function matchesAny(texts: readonly string[], key: SecretFilter['Key'], values: readonly string[]): boolean {
  const has = (value: string) => texts.some((text) => matches(text, value, key));
  return values.some((value) => (value.startsWith('!') ? !has(value.slice(1)) : has(value)));
}

function textsOf({ name, description, tags }: Secret, key: SecretFilter['Key']): readonly string[] {
  switch (key) {
    case 'name':
      return [name];
    case 'description':
      return description === undefined ? [] : [description];
    case 'tag-key':
      return [...tags.keys()];
    case 'tag-value':
      return [...tags.values()];
    case 'all':
      return [name, description ?? '', ...tags.keys(), ...tags.values()];
  }
}

/**
 * Descriptions are matched case-insensitively:
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_search-secret.html
 */
function matches(text: string, value: string, key: SecretFilter['Key']): boolean {
  if (key !== 'description' && key !== 'all') return text.startsWith(value);
  const words = value.toLowerCase().split(/\s+/);
  return words.every((word) =>
    text
      .toLowerCase()
      .split(/\W+/)
      .some((each) => each.startsWith(word)),
  );
}
