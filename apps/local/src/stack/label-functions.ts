import type { FunctionDefinition } from '@jobs/local-aws/lambda';

/** Returns the label of a function by its physical name, or an unknown name unchanged. */
export type FunctionLabels = (functionName: string) => string;

/**
 * Readable names from logical ids: without CDK's hash, the word `Function`, and the words that all functions begin
 * with. Next to `ProcessingProcessorFunctionE9370182`, `ProcessingErrorHandlerFunctionAE08E09D` is the `error
 * handler`.
 */
export function labelFunctions(functions: readonly Pick<FunctionDefinition, 'name' | 'logicalId'>[]): FunctionLabels {
  const words = functions.map(({ logicalId }) => wordsOf(logicalId));
  const shared = words.length > 1 ? sharedStart(words) : 0;
  const labels = new Map(
    functions.map(({ name, logicalId }, index) => [name, words[index]?.slice(shared).join(' ') ?? logicalId]),
  );
  return (functionName) => labels.get(functionName) ?? functionName;
}

/** The words of a logical id in lower case. */
function wordsOf(logicalId: string): string[] {
  const words = logicalId
    .replace(/[0-9A-F]{8}$/, '')
    .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((word) => word.toLowerCase());
  return words.length > 1 && words.at(-1) === 'function' ? words.slice(0, -1) : words;
}

/** The number of leading words that all share, leaving each at least one. */
function sharedStart(all: readonly (readonly string[])[]): number {
  const [first = []] = all;
  const shortest = Math.min(...all.map(({ length }) => length));
  const differs = first.findIndex((word, index) => all.some((words) => words[index] !== word));
  return Math.min(differs === -1 ? first.length : differs, shortest - 1);
}
