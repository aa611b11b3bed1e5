/** The types of command-line.mjs. */
type Options = { readonly help: true } | { readonly name: string; readonly scope: string; readonly directory: string };

export function parseCommandLine(args: readonly string[]): Options;
