import { parseArgs } from 'node:util';
import type { JobParameters } from '@jobs/client-sdk';
import { UsageError } from './errors.ts';

/** Which API, as far as it was said. */
export interface TargetOptions {
  /** A stage that was deployed from here. */
  readonly stage?: string | undefined;
  readonly url?: string | undefined;
  /** The folder of a local run's `stack.json`. */
  readonly state?: string | undefined;
  readonly region?: string | undefined;
  readonly role?: string | undefined;
}

interface OutputOptions {
  readonly json: boolean;
  readonly timeoutMs: number | undefined;
}

export type Command =
  | { readonly name: 'help' }
  | ({ readonly name: 'get' | 'wait'; readonly id: string } & TargetOptions & OutputOptions)
  | ({
      readonly name: 'submit';
      readonly parameters: JobParameters;
      readonly wait: boolean;
      readonly key: string | undefined;
    } & TargetOptions &
      OutputOptions);

/** @throws UsageError for what is not known, missing or too much */
export function parseCommandLine(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [name, subject, ...rest] = positionals;
  if (values.help || name === 'help') return { name: 'help' };
  const { stage, url, state, region, role, json } = values;
  const named = Object.entries({ stage, url, state }).flatMap(([option, value]) =>
    value === undefined ? [] : `--${option}`,
  );
  if (named.length > 1) throw new UsageError(`Give only one of ${named.join(' and ')}.`);
  const shared = { stage, url, state, region, role, json, timeoutMs: parseTimeout(values.timeout) };
  if (name !== 'submit' && name !== 'get' && name !== 'wait') {
    throw new UsageError(name === undefined ? 'Say what to do: submit, get or wait.' : `'${name}' is no command.`);
  }
  if (subject === undefined || subject === '') {
    throw new UsageError(name === 'submit' ? `submit needs the job's parameters.` : `${name} needs the job's id.`);
  }
  if (rest.length > 0) throw new UsageError(`'${rest.join(' ')}' is too much. Is the JSON in quotes?`);
  if (name === 'submit') {
    return { name, parameters: parseParameters(subject), wait: values.wait, key: values.key, ...shared };
  }
  if (values.wait || values.key !== undefined) throw new UsageError('--wait and --key belong to submit.');
  return { name, id: subject, ...shared };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        stage: { type: 'string' },
        url: { type: 'string' },
        state: { type: 'string' },
        region: { type: 'string' },
        role: { type: 'string' },
        wait: { type: 'boolean', default: false },
        key: { type: 'string' },
        timeout: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Only that it is an object: what else must hold is the API's to say. */
function parseParameters(text: string): JobParameters {
  let parameters: unknown;
  try {
    parameters = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`The parameters are not JSON: ${text}`, { cause });
  }
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) {
    throw new UsageError(`The parameters must be a JSON object, and are: ${text}`);
  }
  return parameters as JobParameters;
}

function parseTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (text.trim() !== '' && seconds >= 0) return seconds * 1000;
  throw new UsageError(`--timeout must be a number of seconds, and is '${text}'.`);
}
