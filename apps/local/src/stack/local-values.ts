import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { endOfJson, isJsonObject, type JsonObject, type JsonValue, LocalRunError } from '@jobs/local-aws/kernel';
import type { LocalParameter } from '@jobs/local-aws/ssm';
import { isMissing, reasonOf } from './persistence/file-system.ts';

/** Values of secrets and parameters on this machine. */
export interface LocalValues {
  /** By the secrets' names. */
  readonly secrets: ReadonlyMap<string, string>;
  /** By the parameters' names. */
  readonly parameters: ReadonlyMap<string, LocalParameter>;
  /** Explains where to add a missing value. */
  readonly explainMissing: (kind: 'secret' | 'parameter', name: string) => string;
}

const form = '{ "secrets": { "name": "text", "other": { "key": "text" } }, "parameters": { "/name": "text" } }';

/**
 * Reads the file with the values of secrets and parameters, which need not exist.
 * @param file absent if there is none
 * @throws LocalRunError that names the problem and its place, but never contains a value
 */
export function readLocalValues(file: string | undefined): LocalValues {
  const shown = file === undefined ? '' : relative(process.cwd(), file);
  const text = file === undefined ? undefined : readIfThere(file, shown);
  const { secrets, parameters } = text === undefined ? { secrets: {}, parameters: {} } : parse(text, shown);
  return {
    secrets: entriesOf(secrets, (value, name) => secretOf(value, `${shown}, secrets, "${name}"`)),
    parameters: entriesOf(parameters, (value, name) => parameterOf(value, `${shown}, parameters, "${name}"`)),
    explainMissing: (kind, name) => {
      if (file === undefined) return `The local run has no value for the ${kind} '${name}'.`;
      return `The local run has no value for it: add "${name}": "…" to "${kind}s" in ${shown}.`;
    },
  };
}

/** Whether other users may read the values file. Always false on Windows, which has no file modes. */
export function isReadableByOthers(file: string): boolean {
  if (process.platform === 'win32') return false;
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0;
  return (mode & 0o044) !== 0;
}

function readIfThere(file: string, shown: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new LocalRunError(`Cannot read ${shown}: ${reasonOf(error)}.`, { cause: error });
  }
}

function parse(text: string, shown: string): { readonly secrets: JsonObject; readonly parameters: JsonObject } {
  const parsed = parseJson(text, shown);
  const { secrets = {}, parameters = {}, ...rest } = isJsonObject(parsed) ? parsed : { '': null };
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) {
    const what =
      unknown === '' ? 'is not a JSON object' : `has "${unknown}", which is neither "secrets" nor "parameters"`;
    throw new LocalRunError(`${shown} ${what}. Expected: ${form}`);
  }
  if (!isJsonObject(secrets)) throw wrong(`${shown}, secrets`, 'an object with the names of secrets');
  if (!isJsonObject(parameters)) throw wrong(`${shown}, parameters`, 'an object with the names of parameters');
  return { secrets, parameters };
}

/** The parser's own error quotes some of the text, which may be secret. */
function parseJson(text: string, shown: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    const lines = text.slice(0, endOfJson(text)).split('\n');
    const place = `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
    throw new LocalRunError(`${shown} is not valid JSON, ${place}. It must look like ${form}`);
  }
}

const entriesOf = <T>(object: JsonObject, read: (value: JsonValue, name: string) => T): ReadonlyMap<string, T> =>
  new Map(Object.entries(object).map(([name, value]) => [name, read(value, name)]));

function secretOf(value: JsonValue, where: string): string {
  if (typeof value === 'string' && value !== '') return value;
  if (isJsonObject(value)) return JSON.stringify(value);
  throw wrong(where, 'a non-empty string, or an object, which is stored as JSON');
}

function parameterOf(value: JsonValue, where: string): LocalParameter {
  if (isText(value)) return { type: 'String', value };
  if (Array.isArray(value) && value.length > 0 && value.every(isText)) {
    return { type: 'StringList', value: value.join(',') };
  }
  if (isJsonObject(value) && isText(value.SecureString) && Object.keys(value).length === 1) {
    return { type: 'SecureString', value: value.SecureString };
  }
  throw wrong(where, 'a non-empty string, a list of strings for a StringList, or { "SecureString": "text" }');
}

const isText = (value: JsonValue | undefined): value is string => typeof value === 'string' && value !== '';

const wrong = (where: string, what: string) => new LocalRunError(`${where} must be ${what}.`);
