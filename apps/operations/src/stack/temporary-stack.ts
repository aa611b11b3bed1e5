import { OperationError } from '../operation/errors.ts';
import { explain } from '../operation/explain.ts';
import type { Operation } from '../operation/operation.ts';

export interface TemporaryStack {
  readonly name: string;
  /** The folder of its cloud assembly. */
  readonly assembly: string;
  /** Leaves it in the account. */
  readonly keep: boolean;
  /**
   * Runs a command of the CDK CLI to its end, even after an interruption: a stack that is being changed cannot be
   * deleted.
   */
  readonly cdk: (...args: string[]) => Promise<void>;
}

/**
 * Deploys a stack, works with it, and deletes it even if the work fails.
 * @throws what the deployment or the work throws, even if the stack then cannot be deleted, which is printed
 */
export async function withTemporaryStack(
  { name, assembly, keep, cdk }: TemporaryStack,
  { signal, note }: Pick<Operation, 'signal' | 'note'>,
  work: () => Promise<void>,
): Promise<void> {
  const remedy = `To delete it: npx cdk destroy ${name} --app ${assembly}`;
  note(`\nDeploying ${name}, which ${keep ? 'is kept' : 'is deleted afterwards'} …`);
  const errors: unknown[] = [];
  try {
    await cdk('deploy', name, '--require-approval', 'never', '--app', assembly);
    signal.throwIfAborted();
    await work();
  } catch (error) {
    errors.push(error);
  }
  if (keep) {
    note(`\n${name} is kept. ${remedy}`);
  } else {
    try {
      await cdk('destroy', name, '--force', '--app', assembly);
    } catch (error) {
      note(`\nCannot delete ${name}: ${explain(error)}\n${remedy}`);
      errors.push(new OperationError(`${name} is still deployed.`, { cause: error }));
    }
  }
  for (const error of errors) throw error;
}
