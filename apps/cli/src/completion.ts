import { RootCommand } from '@bomb.sh/tab';
import {
  type CommandDefinition,
  commandDefinitions,
  type OptionDefinition,
  optionDefinitions,
  type OptionName,
  type shells,
} from './command-definitions.ts';

/** The command that a shell's script runs on each Tab: `complete -- WORDS`. */
export const isCompletionRequest = ([command, separator]: readonly string[]): boolean =>
  command === 'complete' && separator === '--';

/** Prints completions for the last word of a command line, in the format that the scripts read. */
export function printCompletions(args: readonly string[]): void {
  describeCommands().parse(args.slice(2));
}

/** Prints the script that a shell loads. */
export function printCompletionScript(shell: (typeof shells)[number]): void {
  describeCommands().setup('jobs-api', 'jobs-api', shell);
}

function describeCommands(): RootCommand {
  const root = new RootCommand();
  for (const [name, definition] of Object.entries<CommandDefinition>(commandDefinitions)) {
    const command = root.command(name, definition.summary);
    const { choices } = definition;
    if (choices) command.argument('argument', offer(choices));
    for (const option of [...definition.options, 'json', 'help'] satisfies OptionName[]) {
      const { type, description, choices: values = [] }: OptionDefinition = optionDefinitions[option];
      if (type === 'boolean') command.option(option, description);
      else command.option(option, description, offer(values));
    }
  }
  return root;
}

const offer = (choices: readonly string[]) => (complete: (value: string, description: string) => void) => {
  for (const choice of choices) complete(choice, '');
};
