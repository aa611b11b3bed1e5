import { isDynaliteError } from './answer.ts';
import { checkAttributes, checkUpdated } from './attribute-limits.ts';
import { checkComparisons } from './comparison-types.ts';
import { checkInput, type Item, runAction, type Store } from './dynalite.ts';
import { DynamoDbError, validationError } from './errors.ts';
import { guardStore } from './guarded-store.ts';
import { lowerListIndexes } from './list-indexes.ts';

type Input = Readonly<Record<string, unknown>>;

/**
 * Runs one of dynalite's operations. Adds what it leaves out: the item in a failed condition's error, when
 * `ReturnValuesOnConditionCheckFailure` asks for it (docs/facts/d.md#d5), and the message of a repeated CreateTable
 * (docs/facts/d.md#d10).
 */
export async function runOperation(store: Store, operation: string, input: Input): Promise<object> {
  const wantsItem = returnsOldItem(input.ReturnValuesOnConditionCheckFailure);
  const checked = checkedInput(store, operation, input);
  return new Promise((resolve, reject) => {
    const guard = guardStore(store, reject);
    const watched = operation === 'UpdateItem' ? { ...guard.store, checkUpdated } : guard.store;
    runAction(watched, operation, checked, (error, output) => {
      if (!error) resolve(output as object);
      else reject(improved(error, input, wantsItem ? guard.itemRead() : undefined));
    });
  });
}

/** Checks an input; dynalite crashes on some that it should reject, such as a null attribute. */
function checkedInput(store: Store, operation: string, input: Input): unknown {
  try {
    const checked = checkInput(store, operation, input);
    lowerListIndexes(checked);
    checkAttributes(checked);
    checkComparisons(checked);
    if (operation === 'DeleteItem') checkReturnValues(input.ReturnValues);
    return checked;
  } catch (cause) {
    if (!(cause instanceof Error) || cause instanceof DynamoDbError || isDynaliteError(cause)) throw cause;
    throw new DynamoDbError('ValidationException', `The input is not valid: ${cause.message}`, { cause });
  }
}

/** PutItem's rule, which dynalite doesn't apply to DeleteItem. */
function checkReturnValues(wish: unknown): void {
  if (wish === undefined || wish === null || wish === 'NONE' || wish === 'ALL_OLD') return;
  throw validationError('ReturnValues can only be ALL_OLD or NONE');
}

function returnsOldItem(wish: unknown): boolean {
  if (wish === undefined || wish === null || wish === 'NONE') return false;
  if (wish === 'ALL_OLD') return true;
  throw validationError(
    `1 validation error detected: Value '${JSON.stringify(wish)}' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]`,
  );
}

function improved(error: Error, input: Input, item: Item | undefined): Error {
  if (!isDynaliteError(error)) return error;
  const type = String(error.body.__type);
  if (type.endsWith('#ConditionalCheckFailedException') && item) {
    return new DynamoDbError('ConditionalCheckFailedException', error.message, { members: { Item: item } });
  }
  if (type.endsWith('#ResourceInUseException') && error.body.message === '') {
    return new DynamoDbError('ResourceInUseException', `Table already exists: ${String(input.TableName)}`);
  }
  return error;
}
