import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { isDenied } from '../operation/explain.ts';
import { error, type Finding, ok } from './finding.ts';

/** Whose jobs a caller sees, according to a stack's outputs; stacks without the output do not isolate callers. */
export const isolationOf = (outputs: Readonly<Record<string, string>>): string => outputs.JobsIsolation ?? 'none';

export interface Isolation {
  readonly planned: string;
  /** Undefined: there is no stack. */
  readonly deployed: string | undefined;
  /** Whether the table has jobs, checked only when the setting changes; undefined if the caller may not look. */
  readonly hasJobs: boolean | undefined;
}

/**
 * Whether the deployment would make jobs unreachable: the setting is part of their keys.
 * @param tableName of the deployed stack
 */
export async function checkIsolation(
  config: { readonly region: string; readonly endpoint?: string },
  isolation: Omit<Isolation, 'hasJobs'>,
  tableName: string | undefined,
  abortSignal: AbortSignal,
): Promise<Finding> {
  const { planned, deployed } = isolation;
  const mayOrphan = deployed !== undefined && deployed !== planned && tableName !== undefined;
  const hasJobs = mayOrphan && (await hasItems(new DynamoDBClient(config), tableName, abortSignal));
  return judgeIsolation({ ...isolation, hasJobs });
}

async function hasItems(
  dynamoDb: DynamoDBClient,
  TableName: string,
  abortSignal: AbortSignal,
): Promise<boolean | undefined> {
  try {
    const { Count } = await dynamoDb.send(new ScanCommand({ TableName, Limit: 1, Select: 'COUNT' }), { abortSignal });
    return (Count ?? 0) > 0;
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}

export function judgeIsolation({ planned, deployed, hasJobs }: Isolation): Finding {
  if (deployed === undefined || deployed === planned) return ok(`Isolation of callers: ${planned}.`);
  if (hasJobs === undefined) {
    return error(
      `Isolation of callers: it would change from ${deployed} to ${planned}, and then no caller could reach the jobs that are ` +
        'in the table now. Cannot check whether it has any: use credentials that may scan the table and decrypt with its key.',
    );
  }
  if (!hasJobs) return ok(`Isolation of callers: from ${deployed} to ${planned}; the table has no jobs yet.`);
  return error(
    `Isolation of callers: it would change from ${deployed} to ${planned}, and no caller could reach the jobs that are in ` +
      'the table now, because the setting is part of their keys. Set isolation in ' +
      `apps/infra/src/stages/stages.ts to ${deployed} again, or create a new stage and move its callers there.`,
  );
}
