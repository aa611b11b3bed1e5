import { isDeepStrictEqual } from 'node:util';
import { LocalRunError } from '@jobs/local-aws/kernel';
import type { FunctionDefinition, Lambda } from '@jobs/local-aws/lambda';
import type { StackDefinition } from './stack-definition.ts';

/** @throws LocalRunError for a change that a running stack cannot apply */
export function checkReloadable(before: StackDefinition, after: StackDefinition): void {
  if (!isDeepStrictEqual(withoutStreams(before), withoutStreams(after)))
    throw needsRestart("The stack's tables have changed");
  if (!isDeepStrictEqual(before.buckets, after.buckets)) throw needsRestart("The stack's buckets have changed");
  const names = ({ functions }: StackDefinition) =>
    functions.flatMap(({ name, qualifiers }) => Object.keys(qualifiers).map((each) => `${name}:${each}`)).sort();
  if (!isDeepStrictEqual(names(before), names(after)))
    throw needsRestart("The stack's functions, versions or aliases have changed");
}

/** Streams can be switched on and off. */
const withoutStreams = ({ tables }: StackDefinition) =>
  tables.map((table) => ({ ...table, streamViewType: undefined }));

const needsRestart = (what: string) =>
  new LocalRunError(`${what}, which cannot be applied while it runs. Stop the run and start it again.`);

/** Updates the functions whose definitions have changed. */
export function updateFunctions(
  lambda: Lambda,
  before: readonly FunctionDefinition[],
  after: readonly FunctionDefinition[],
): void {
  for (const definition of after) {
    const previous = before.find(({ name }) => name === definition.name);
    if (!isDeepStrictEqual(previous, definition)) lambda.update(definition);
  }
}
