import { exampleParameters } from '@jobs/contract';
import {
  type CommandDefinition,
  commandDefinitions,
  type CommandName,
  type OptionDefinition,
  optionDefinitions,
  type OptionName,
} from './command-definitions.ts';

/** The contract's own example, quoted for a shell. */
const example = `'${JSON.stringify(exampleParameters).replaceAll("'", String.raw`'\''`)}'`;

const lines = (entries: readonly (readonly [string, string])[], width: number) =>
  entries.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`).join('\n');

/** One screen of 24 lines. */
export const help = `Runs jobs on the Jobs API. Installed as jobs-api and as jobs.

Usage: jobs-api COMMAND [OPTIONS]     details: jobs-api COMMAND --help

${lines(
  Object.values(commandDefinitions).map(({ usage, summary }) => [usage, summary]),
  19,
)}

Which API: JOBS_API_URL, or else the local stack (npm start), or
  --stage STAGE   a stage deployed from this folder
  --url URL       any other API, with --region for a custom domain
  --role ARN      the role to assume; credentials are those of the AWS CLI

Exit codes: 0 success, 1 the job failed, 2 wrong usage, 3 not ended yet,
  4 no such job, 5 request rejected or API unreachable, 6 the job was cancelled,
  130 interrupted; the job continues
`;

const examples: Partial<Readonly<Record<CommandName, readonly string[]>>> = {
  submit: [`jobs-api submit ${example} --wait`, `id=$(jobs-api submit ${example}) && jobs-api wait "$id" --timeout 60`],
  get: ['jobs-api get "$id" --json | jq .results'],
  list: ['jobs-api list --status failure --limit 5'],
  faults: ['jobs-api faults processor throw --times 1'],
};

/** What a command does, with its options. */
export function helpOf(name: CommandName): string {
  const { usage, summary, options, details }: CommandDefinition = commandDefinitions[name];
  const all: readonly OptionName[] = [...options, ...(name === 'completion' ? [] : (['json'] as const)), 'help'];
  const shown = all.map((option): [string, string] => [optionUsage(option), describe(option)]);
  const parts = [
    `Usage: jobs-api ${usage} [OPTIONS]\n\n  ${summary[0]?.toUpperCase() ?? ''}${summary.slice(1)}.`,
    ...(details === undefined ? [] : [details]),
    lines(shown, Math.max(...shown.map(([option]) => option.length))),
    ...(examples[name] ? [examples[name].map((line) => `  ${line}`).join('\n')] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function optionUsage(name: OptionName): string {
  const { value }: OptionDefinition = optionDefinitions[name];
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function describe(name: OptionName): string {
  const { description, choices }: OptionDefinition = optionDefinitions[name];
  return choices ? `${description}: ${choices.join(', ')}` : description;
}
