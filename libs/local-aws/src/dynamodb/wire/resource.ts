import { ServiceError } from '../../wire/index.ts';

type Input = Readonly<Record<string, unknown>>;

interface Account {
  readonly region: string;
  readonly accountId: string;
}

/** What a call needs a permission for, by its input as text; undefined for text that DynamoDB can't read either. */
export function dynamoDbResource(body: string, account: Account): string | undefined {
  const input = parsed(body);
  return input && resourceOf(input, account);
}

/** The table's ARN, or the index's; of operations that are about no table all tables' ARN. */
export function resourceOf(input: Input, { region, accountId }: Account): string {
  const tables = `arn:aws:dynamodb:${region}:${accountId}:table/`;
  const arn = (name: string) => (name.startsWith('arn:') ? name : `${tables}${name}`);
  const { TableName: table, IndexName: index, ResourceArn: resource, RequestItems: items } = input;
  if (typeof resource === 'string') return resource;
  if (typeof table === 'string') return typeof index === 'string' ? `${arn(table)}/index/${index}` : arn(table);
  if (typeof items === 'object' && items !== null) return onlyTable(Object.keys(items).map(arn), tables);
  return `${tables}*`;
}

/** The table of a batch: a permission is checked for one resource, so a batch over several tables is refused. */
function onlyTable([first, ...others]: readonly string[], tables: string): string {
  if (others.length === 0) return first ?? `${tables}*`;
  const message = `The local run takes a batch for one table, not for ${[first, ...others].join(', ')}.`;
  throw new ServiceError(400, 'ValidationException', message);
}

function parsed(body: string): Input | undefined {
  try {
    return Object(JSON.parse(body)) as Input;
  } catch {
    return undefined;
  }
}
