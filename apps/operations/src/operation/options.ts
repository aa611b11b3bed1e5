import { parseArgs } from 'node:util';
import { OperationError } from './errors.ts';

/** The options of an operation: the JSON schema of its Nx executor, which is also the source of `nx … --help`. */
export interface OptionsSchema {
  readonly description: string;
  readonly properties: Readonly<
    Record<string, { readonly type: string; readonly description: string; readonly default?: string | boolean }>
  >;
}

export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** @throws OperationError for an option that the schema does not have */
export function parseOptions({ properties }: OptionsSchema, args: readonly string[]): Options {
  const spelled = Object.entries(properties).map(([name, { type, default: value }]) => [
    kebabCase(name),
    {
      type: type === 'boolean' ? ('boolean' as const) : ('string' as const),
      ...(value !== undefined && { default: value }),
    },
  ]);
  try {
    const { values } = parseArgs({ args: [...args], options: Object.fromEntries(spelled) as ParseOptions });
    return Object.fromEntries(Object.keys(properties).map((name) => [name, values[kebabCase(name)]]));
  } catch (error) {
    throw new OperationError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

type ParseOptions = Record<string, { readonly type: 'string' | 'boolean'; readonly default?: string | boolean }>;

const kebabCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
