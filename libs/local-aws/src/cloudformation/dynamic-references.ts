import { UnsupportedTemplateError } from '../kernel/index.ts';
import type { TemplateValues } from './template-values.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
const reference = /\{\{resolve:([\w-]+):([^{}]*)\}\}/g;

/**
 * Replaces `{{resolve:ssm:…}}` and `{{resolve:secretsmanager:…}}` in the strings of a value. Every version that a
 * reference can name has the one local value.
 * @param owner the logical id that contains the value, and `path` its position, for messages
 * @throws UnsupportedTemplateError for a reference to another service, or without a local value
 */
export function resolveReferences(value: unknown, values: () => TemplateValues, owner: string, path: string): unknown {
  if (typeof value === 'string') {
    return value.replace(reference, (whole, service: string, rest: string) => {
      const refuse = (reason: string) => new UnsupportedTemplateError(owner, path, `${whole} ${reason}`);
      if (service === 'secretsmanager') return secretText(rest, values(), refuse);
      if (service === 'ssm') return parameterText(rest, values(), refuse);
      throw refuse('is a dynamic reference that the local run does not support.');
    });
  }
  const inner = (child: unknown, key: string | number) => resolveReferences(child, values, owner, `${path}.${key}`);
  if (Array.isArray(value)) return value.map(inner);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, inner(child, key)]));
}

type Refuse = (reason: string) => UnsupportedTemplateError;

/** `<name or ARN>:SecretString:<JSON key>:<stage>:<version>`; everything after the first part is optional. */
function secretText(text: string, values: TemplateValues, refuse: Refuse): string {
  const parts = text.split(':');
  const id = parts.splice(0, text.startsWith('arn:') ? 7 : 1).join(':');
  const [kind = 'SecretString', key = ''] = parts;
  if (kind !== 'SecretString') throw refuse('must refer to SecretString.');
  const secret = values.secret(id);
  if (secret === undefined) throw refuse(`has no value here. ${values.explainMissing('secret', id)}`);
  if (key === '') return secret;
  const member = memberOf(secret, key);
  if (member === undefined) throw refuse(`names the JSON key ${key}, which the secret's value doesn't have.`);
  return typeof member === 'string' ? member : JSON.stringify(member);
}

function memberOf(json: string, key: string): unknown {
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>)[key] : undefined;
  } catch {
    // It isn't JSON, so it has no keys.
    return undefined;
  }
}

/** `<name>` or `<name>:<version>`. */
function parameterText(text: string, values: TemplateValues, refuse: Refuse): string {
  const name = text.replace(/:\d+$/, '');
  const value = values.parameter(name);
  if (value === undefined) throw refuse(`has no value here. ${values.explainMissing('parameter', name)}`);
  return value;
}
