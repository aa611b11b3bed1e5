import { parseArgs } from 'node:util';
import type { JobParameters, ListedStatus } from '@jobs/client-sdk';
import { stringConstraints } from '@jobs/contract';
import {
  type CommandDefinition,
  commandDefinitions,
  type CommandName,
  isCommandName,
  optionDefinitions,
  type OptionName,
  shells,
} from './command-definitions.ts';
import { UsageError } from './errors.ts';

/** The API that the options name. */
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
}

interface WaitingOptions {
  readonly timeoutMs: number | undefined;
}

/** A fault as the stack accepts it. The stack validates it. */
export interface FaultRequest {
  readonly target: string;
  readonly kind: string;
  readonly times: number | undefined;
  readonly probability: number | undefined;
  readonly seed: number | undefined;
}

/** A command about jobs, which calls the client. */
export type JobsCommand = TargetOptions &
  OutputOptions &
  WaitingOptions &
  (
    | { readonly name: 'get' | 'wait' | 'cancel'; readonly id: string }
    | {
        readonly name: 'list';
        readonly status: ListedStatus | undefined;
        readonly order: 'asc' | 'desc';
        /** The maximum number of jobs to show. */
        readonly limit: number;
      }
    | {
        readonly name: 'submit';
        readonly parameters: JobParameters;
        readonly wait: boolean;
        readonly key: string | undefined;
      }
  );

export type FaultsCommand = OutputOptions & { readonly name: 'faults'; readonly state: string | undefined } & (
    { readonly action: 'list' | 'clear' } | { readonly action: 'set'; readonly fault: FaultRequest }
  );

export type OpenCommand = OutputOptions & { readonly name: 'open'; readonly state: string | undefined };

export type PostmanCommand = TargetOptions &
  OutputOptions & { readonly name: 'postman'; readonly output: string | undefined };

export type Command =
  | { readonly name: 'help'; readonly topic?: CommandName }
  | JobsCommand
  | FaultsCommand
  | OpenCommand
  | PostmanCommand
  | { readonly name: 'completion'; readonly shell: (typeof shells)[number] };

type Values = ReturnType<typeof parse>['values'];

/** @throws UsageError for an unknown, missing or unexpected argument */
export function parseCommandLine(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [name, subject, ...rest] = positionals;
  if (values.help || name === 'help') {
    const topic = name === 'help' ? subject : name;
    return { name: 'help', ...(isCommandName(topic) && { topic }) };
  }
  if (!isCommandName(name)) {
    const names = Object.keys(commandDefinitions).join(', ');
    throw new UsageError(name === undefined ? `Expected a command: ${names}.` : `Unknown command '${name}'.`);
  }
  checkOptions(name, values);
  const json = values.json ?? false;
  if (name === 'completion') return { name, shell: parseShell(subject) };
  if (name === 'faults') return parseFaults(positionals.slice(1), values);
  const { stage, url, state, region, role } = values;
  const target = { stage, url, state, region, role, json };
  if (name === 'list' || name === 'open' || name === 'postman') {
    if (subject !== undefined) throw new UsageError(`Unexpected argument '${subject}': ${name} takes only options.`);
    if (name === 'open') return { name, state, json };
    if (name === 'postman') return { name, output: values.output, ...target };
    const order = values.oldest ? 'asc' : 'desc';
    const shown = { status: parseStatus(values.status), order, limit: parseLimit(values.limit) } as const;
    return { name, ...shown, ...target, timeoutMs: undefined };
  }
  if (subject === undefined || subject === '') {
    throw new UsageError(name === 'submit' ? `submit needs the job's parameters.` : `${name} needs the job's id.`);
  }
  if (rest.length > 0) throw new UsageError(`Unexpected argument '${rest.join(' ')}'. Did you quote the JSON?`);
  const shared = { ...target, timeoutMs: parseTimeout(values.timeout) };
  if (name !== 'submit') return { name, id: subject, ...shared };
  return { name, parameters: parseParameters(subject), wait: values.wait ?? false, key: values.key, ...shared };
}

/** @throws UsageError for an option of another command, and for two that name an API */
function checkOptions(name: CommandName, values: Values): void {
  const given = Object.keys(values) as OptionName[];
  for (const option of given) {
    if (takes(name, option)) continue;
    const others = (Object.keys(commandDefinitions) as CommandName[]).filter((each) => takes(each, option));
    throw new UsageError(`--${option} can only be used with ${others.join(', ')}.`);
  }
  const named = given.filter((option) => ['stage', 'url', 'state'].includes(option));
  if (named.length > 1) throw new UsageError(`Give only one of ${named.map((each) => `--${each}`).join(' and ')}.`);
}

function takes(name: CommandName, option: OptionName): boolean {
  const { options }: CommandDefinition = commandDefinitions[name];
  return (option === 'json' && name !== 'completion') || options.includes(option);
}

function parseFaults([target, kind, ...others]: readonly string[], values: Values): FaultsCommand {
  const common = { name: 'faults', state: values.state, json: values.json ?? false } as const;
  if ((target === 'list' || target === 'clear') && kind === undefined) return { ...common, action: target };
  if (target === undefined || kind === undefined || others.length > 0) {
    throw new UsageError('faults needs a target and a fault, or list or clear.');
  }
  const [times, probability, seed] = (['times', 'probability', 'seed'] as const).map((option) =>
    parseNumber(option, values[option]),
  );
  return { ...common, action: 'set', fault: { target, kind, times, probability, seed } };
}

function parseNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) throw new UsageError(`--${name} must be a number, not '${text}'.`);
  return number;
}

function parseShell(text: string | undefined): (typeof shells)[number] {
  const shell = shells.find((each) => each === text);
  if (shell) return shell;
  throw new UsageError(`completion needs a shell: ${shells.join(', ')}.`);
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
      options: { ...optionDefinitions, help: { type: 'boolean', short: 'h' } },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Checks only that it is a JSON object; the API validates the rest. */
function parseParameters(text: string): JobParameters {
  let parameters: unknown;
  try {
    parameters = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`The parameters are not JSON: ${text}`, { cause });
  }
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) {
    throw new UsageError(`The parameters must be a JSON object, not: ${text}`);
  }
  return parameters as JobParameters;
}

function parseTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (text.trim() !== '' && seconds >= 0) return seconds * 1000;
  throw new UsageError(`--timeout must be a number of seconds, not '${text}'.`);
}
