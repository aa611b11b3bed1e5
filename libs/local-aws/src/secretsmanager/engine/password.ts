/** The rules for a generated password, as in GetRandomPassword and `GenerateSecretString`. */
export interface PasswordRules {
  readonly PasswordLength?: number | undefined;
  readonly ExcludeCharacters?: string | undefined;
  readonly ExcludeLowercase?: boolean | undefined;
  readonly ExcludeUppercase?: boolean | undefined;
  readonly ExcludeNumbers?: boolean | undefined;
  readonly ExcludePunctuation?: boolean | undefined;
  readonly IncludeSpace?: boolean | undefined;
  readonly RequireEachIncludedType?: boolean | undefined;
}

/** Returns an integer from 0 to `bound` - 1. */
export type RandomInteger = (bound: number) => number;

const lowercase = 'abcdefghijklmnopqrstuvwxyz';
const numbers = '0123456789';
/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/**
 * @returns undefined if the rules leave no characters, or if the password is too short for each required type
 */
export function makePassword(rules: PasswordRules, random: RandomInteger): string | undefined {
  const { PasswordLength: length = 32, RequireEachIncludedType: requiresEach = true } = rules;
  const types = [
    rules.ExcludeLowercase ? '' : lowercase,
    rules.ExcludeUppercase ? '' : lowercase.toUpperCase(),
    rules.ExcludeNumbers ? '' : numbers,
    rules.ExcludePunctuation ? '' : punctuation,
    rules.IncludeSpace ? ' ' : '',
  ]
    .map((type) => Array.from(type).filter((character) => !rules.ExcludeCharacters?.includes(character)))
    .filter((type) => type.length > 0);
  const all = types.flat();
  if (all.length === 0 || (requiresEach && length < types.length)) return undefined;
  const pick = (from: readonly string[]) => from[random(from.length)] ?? '';
  const required = requiresEach ? types.map(pick) : [];
  const rest = Array.from({ length: length - required.length }, () => pick(all));
  return shuffle([...required, ...rest], random).join('');
}

function shuffle(characters: string[], random: RandomInteger): string[] {
  for (let last = characters.length - 1; last > 0; last--) {
    const other = random(last + 1);
    [characters[last], characters[other]] = [characters[other] ?? '', characters[last] ?? ''];
  }
  return characters;
}
