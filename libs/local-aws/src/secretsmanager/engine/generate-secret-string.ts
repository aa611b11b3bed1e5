import { makePassword, type PasswordRules, type RandomInteger } from './password.ts';

/** `GenerateSecretString` of a template. */
export interface GenerateSecretString extends PasswordRules {
  /** A JSON object to which the password is added. */
  readonly SecretStringTemplate?: string | undefined;
  readonly GenerateStringKey?: string | undefined;
}

/** @throws Error that names the invalid property and the reason */
export function generateSecretString(rules: GenerateSecretString, random: RandomInteger): string {
  const { SecretStringTemplate: template, GenerateStringKey: key } = rules;
  const password = makePassword(rules, random);
  if (password === undefined)
    throw new Error('it excludes all characters, or requires more character types than PasswordLength allows.');
  if (template === undefined && key === undefined) return password;
  if (template === undefined || key === undefined) {
    throw new Error('SecretStringTemplate and GenerateStringKey must be given together.');
  }
  return JSON.stringify({ ...parseObject(template), [key]: password });
}

function parseObject(text: string): object {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch {
    // The text may be secret, and the parser's error quotes some of it.
  }
  throw new Error('SecretStringTemplate must be the JSON text of an object.');
}
