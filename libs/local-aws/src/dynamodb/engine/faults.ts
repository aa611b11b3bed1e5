import { DynamoDbError } from './errors.ts';

/** Makes calls fail on purpose. */
export interface DynamoDbFaults {
  /** Called before each client call. If it returns a fault, that is the response, and the call has no other effect. */
  before(operation: string, table: string | undefined): DynamoDbFault | undefined;
}

export interface DynamoDbFault {
  readonly status: number;
  /** Such as `ProvisionedThroughputExceededException` (docs/facts/d.md#d16). */
  readonly code: string;
  readonly message: string;
  /** Only for throttling (docs/facts/d.md#d17). */
  readonly throttlingReasons?: readonly { readonly reason: string; readonly resource: string }[];
}

/** The first table that a call refers to. */
function tableOf(input: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof input.TableName === 'string') return input.TableName;
  const items = input.RequestItems;
  return typeof items === 'object' && items !== null ? Object.keys(items)[0] : undefined;
}

/** @throws DynamoDbError if a fault is to be injected */
export function failOnPurpose(
  faults: DynamoDbFaults | undefined,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): void {
  const fault = faults?.before(operation, tableOf(input));
  if (!fault) return;
  const members = fault.throttlingReasons ? { ThrottlingReasons: fault.throttlingReasons } : {};
  throw new DynamoDbError(fault.code, fault.message, { status: fault.status, members });
}
