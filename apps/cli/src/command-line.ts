import { parseArgs } from 'node:util';
import type { JobParameters, ListedStatus } from '@jobs/client-sdk';
import { stringConstraints } from '@jobs/contract';
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
  | ({ readonly name: 'get' | 'wait' | 'cancel'; readonly id: string } & TargetOptions & OutputOptions)
  | ({
      readonly name: 'list';
      readonly status: ListedStatus | undefined;
      readonly order: 'asc' | 'desc';
      /** The maximum number of jobs to show. */
      readonly limit: number;
    } & TargetOptions &
      OutputOptions)
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
  if (!isCommandName(name)) {
    throw new UsageError(
      name === undefined ? `Expected a command: ${commandNames.join(', ')}.` : `Unknown command '${name}'.`,
    );
  }
  if (name !== 'list' && (values.status !== undefined || values.limit !== undefined || values.oldest)) {
    throw new UsageError('--status, --limit and --oldest can only be used with list.');
  }
  if (name === 'list') {
    if (subject !== undefined) throw new UsageError(`Unexpected argument '${subject}': list takes only options.`);
    refuseSubmitOptions(values);
    const order = values.oldest ? 'asc' : 'desc';
    return { name, status: parseStatus(values.status), order, limit: parseLimit(values.limit), ...shared };
  }
  if (subject === undefined || subject === '') {
    throw new UsageError(name === 'submit' ? `submit needs the job's parameters.` : `${name} needs the job's id.`);
  }
  if (rest.length > 0) throw new UsageError(`'${rest.join(' ')}' is too much. Is the JSON in quotes?`);
  if (name === 'submit') {
    return { name, parameters: parseParameters(subject), wait: values.wait, key: values.key, ...shared };
  }
  refuseSubmitOptions(values);
  return { name, id: subject, ...shared };
}

const commandNames = ['submit', 'get', 'wait', 'cancel', 'list'] as const;

const isCommandName = (name: string | undefined): name is (typeof commandNames)[number] =>
  commandNames.some((known) => known === name);

function refuseSubmitOptions({ wait, key }: { readonly wait: boolean; readonly key?: string | undefined }): void {
  if (wait || key !== undefined) throw new UsageError('--wait and --key can only be used with submit.');
}

function parseStatus(text: string | undefined): ListedStatus | undefined {
  const statuses: readonly ListedStatus[] = stringConstraints.ListedStatus.enum;
  const status = statuses.find((each) => each.toLowerCase() === text?.toLowerCase());
  if (text === undefined || status) return status;
  throw new UsageError(`--status must be one of ${statuses.join(', ')}, not '${text}'.`);
}

function parseLimit(text = '20'): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new UsageError(`--limit must be a whole number of at least 1, not '${text}'.`);
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
        status: { type: 'string' },
        limit: { type: 'string' },
        oldest: { type: 'boolean', default: false },
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
