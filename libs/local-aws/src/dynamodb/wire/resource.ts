import { ServiceError } from '../../wire/index.ts';

type Input = Readonly<Record<string, unknown>>;

interface Account {
  readonly region: string;
  readonly accountId: string;
}

/** The resource that a call needs permission for, from its input as text; undefined if the text is not JSON. */
export function dynamoDbResource(body: string, account: Account): string | undefined {
  const input = parsed(body);
  return input && resourceOf(input, account);
}

/** The ARN of the table or index; for operations without a table, the ARN of all tables. */
export function resourceOf(input: Input, { region, accountId }: Account): string {
  const tables = `arn:aws:dynamodb:${region}:${accountId}:table/`;
  const arn = (name: string) => (name.startsWith('arn:') ? name : `${tables}${name}`);
  const { TableName: table, IndexName: index, ResourceArn: resource, RequestItems: items } = input;
  if (typeof resource === 'string') return resource;
  if (typeof table === 'string') return typeof index === 'string' ? `${arn(table)}/index/${index}` : arn(table);
  if (typeof items === 'object' && items !== null) return onlyTable(Object.keys(items).map(arn), tables);
  return `${tables}*`;
}

/** The table of a batch: a permission is checked for one resource, so a batch over several tables is rejected. */
function onlyTable([first, ...others]: readonly string[], tables: string): string {
  if (others.length === 0) return first ?? `${tables}*`;
  const message = `The local run only supports batches for one table, not for ${[first, ...others].join(', ')}. Send one request per table.`;
  throw new ServiceError(400, 'ValidationException', message);
}

function parsed(body: string): Input | undefined {
  try {
    return Object(JSON.parse(body)) as Input;
  } catch {
    return undefined;
  }
}
