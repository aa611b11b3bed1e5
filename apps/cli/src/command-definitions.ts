import { stringConstraints } from '@jobs/contract';

/** An option, for the command line, the help and the shell completion. */
export interface OptionDefinition {
  readonly type: 'string' | 'boolean';
  /** The placeholder for its value in the help. */
  readonly value?: string;
  readonly description: string;
  /** Its possible values, if there are few. */
  readonly choices?: readonly string[];
}

export interface CommandDefinition {
  /** Its name and arguments, as shown in the help. */
  readonly usage: string;
  readonly summary: string;
  /** Its own options, in addition to those of every command. */
  readonly options: readonly OptionName[];
  /** The possible values of its argument, if there are few. */
  readonly choices?: readonly string[];
  readonly details?: string;
}

export const optionDefinitions = {
  stage: { type: 'string', value: 'STAGE', description: 'a stage deployed from this folder' },
  url: { type: 'string', value: 'URL', description: 'the URL of the API, including its stage' },
  state: { type: 'string', value: 'DIR', description: 'the folder with the stack.json of a local stack' },
  region: { type: 'string', value: 'REGION', description: 'required for a custom domain' },
  role: { type: 'string', value: 'ARN', description: 'a role to assume first' },
  wait: { type: 'boolean', description: 'wait until the job ends, then show it' },
  key: { type: 'string', value: 'KEY', description: "the job's id; repeating a key does not create another job" },
  timeout: { type: 'string', value: 'SECONDS', description: 'maximum time to wait (default: 900)' },
  status: {
    type: 'string',
    value: 'STATUS',
    description: 'list only one status',
    choices: stringConstraints.ListedStatus.enum,
  },
  limit: { type: 'string', value: 'NUMBER', description: 'the maximum number of jobs to list (default: 20)' },
  oldest: { type: 'boolean', description: 'list the oldest first' },
  times: { type: 'string', value: 'N', description: 'how many times it occurs (default: until cleared)' },
  probability: { type: 'string', value: 'P', description: 'its probability, up to 1 (default: 1)' },
  seed: { type: 'string', value: 'N', description: 'random seed, to repeat a run' },
  output: {
    type: 'string',
    value: 'FILE',
    description: 'where to write it (default: in .local)',
  },
  json: { type: 'boolean', description: 'print JSON on standard output, for programs' },
  help: { type: 'boolean', description: 'show help, alone or for a command' },
} as const satisfies Record<string, OptionDefinition>;

export type OptionName = keyof typeof optionDefinitions;

/** Selects the API, for every command that calls one. */
const targetOptions = ['stage', 'url', 'state', 'region', 'role'] as const;

export const shells = ['bash', 'zsh', 'fish'] as const;

export const commandDefinitions = {
  submit: {
    usage: 'submit PARAMETERS',
    summary: 'queue a job; PARAMETERS is JSON',
    options: [...targetOptions, 'wait', 'key', 'timeout'],
  },
  get: { usage: 'get ID', summary: 'show a job', options: targetOptions },
  wait: { usage: 'wait ID', summary: 'wait until a job has ended', options: [...targetOptions, 'timeout'] },
  cancel: { usage: 'cancel ID', summary: 'cancel a job', options: targetOptions },
  list: {
    usage: 'list',
    summary: 'list the jobs that have started or ended',
    options: [...targetOptions, 'status', 'limit', 'oldest'],
  },
  faults: {
    usage: 'faults TARGET FAULT',
    summary: 'inject faults into the local stack',
    options: ['state', 'times', 'probability', 'seed'],
    choices: ['list', 'clear', 'processor', 'error-handler', 'table', 'bus', 'pipe'],
    details: `  faults list, faults clear: show or remove all faults.

  processor, error-handler   throw     attempts end with an error
                             timeout   attempts end as if they had timed out
                             exit      attempts end as if the process had exited
                             throttle  events wait; no attempt is consumed
                             twice     accepted events are delivered twice
  table                      throttle  ProvisionedThroughputExceededException
                             down      InternalServerError
  bus, pipe                  refuse    events are rejected`,
  },
  open: {
    usage: 'open',
    summary: 'open the console of the local stack',
    options: ['state'],
    details: '  Prints its URL and, on a desktop, opens it in the browser.',
  },
  postman: {
    usage: 'postman',
    summary: 'write the environment of the Postman collection',
    options: [...targetOptions, 'output'],
    details: '  The file holds credentials that expire with their session (1 hour).',
  },
  completion: {
    usage: 'completion SHELL',
    summary: `print the completion script for ${shells.join(', ')}`,
    options: [],
    choices: shells,
    details: `  In ~/.bashrc                source <(jobs-api completion bash)
  In ~/.zshrc                 source <(jobs-api completion zsh)
  In ~/.config/fish/config.fish  jobs-api completion fish | source`,
  },
} as const satisfies Record<string, CommandDefinition>;

export type CommandName = keyof typeof commandDefinitions;

export const isCommandName = (name: string | undefined): name is CommandName =>
  name !== undefined && Object.hasOwn(commandDefinitions, name);
