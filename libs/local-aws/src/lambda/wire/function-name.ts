import { ServiceError } from '../../wire/index.ts';

export interface FunctionReference {
  readonly name: string;
  /** Undefined if the caller named none. */
  readonly accountId?: string;
  /** `$LATEST`, a version or an alias; undefined when the caller gave none. */
  readonly qualifier?: string;
}

/**
 * The pattern in Lambda's API model: a name, a partial ARN (`account:function:name`) or an ARN, each with or without a
 * qualifier.
 */
const namePattern =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:(?<region>[a-z]{2}(?:-[a-z]+)+-\d):)?(?:(?<account>\d{12}):)?(?:function:)?(?<name>[\w.-]+)(?::(?<qualifier>\$LATEST|[\w-]+))?$/;

/** The pattern in Lambda's error messages. */
const awsPattern =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?';

/**
 * Reads the function name of a path and the `Qualifier` of its query.
 * @throws ServiceError with Lambda's message if they are malformed, contradict each other, or name another region
 */
export function parseFunctionName(text: string, qualifier: string | undefined, region: string): FunctionReference {
  const groups = namePattern.exec(text)?.groups;
  const name = groups?.name;
  if (!groups || name === undefined) {
    throw new ServiceError(
      400,
      'ValidationException',
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${awsPattern}`,
    );
  }
  if (groups.region !== undefined && groups.region !== region) {
    throw new ServiceError(
      404,
      'ResourceNotFoundException',
      `Functions from '${groups.region}' are not reachable in this region ('${region}')`,
    );
  }
  const named = groups.qualifier;
  if (named !== undefined && qualifier !== undefined && named !== qualifier) {
    throw new ServiceError(
      400,
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  const wanted = qualifier ?? named;
  const accountId = groups.account;
  return { name, ...(accountId !== undefined && { accountId }), ...(wanted !== undefined && { qualifier: wanted }) };
}
