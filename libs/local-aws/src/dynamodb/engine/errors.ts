/** An error response of DynamoDB. */
export class DynamoDbError extends Error {
  override readonly name = 'DynamoDbError';
  readonly status: number;
  /** As SDKs name it, such as `ResourceNotFoundException`. */
  readonly code: string;
  /** Further members of the error's body, such as `Item` (docs/facts/d.md#d5). */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    { status = 400, members = {}, cause }: { status?: number; members?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

/** Errors that AWS's common front end returns, not the service itself (docs/facts/d.md#d12). */
const frontEnd: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  AccessDeniedException: 'com.amazon.coral.service',
  ExpiredTokenException: 'com.amazon.coral.service',
  IncompleteSignatureException: 'com.amazon.coral.service',
  InvalidSignatureException: 'com.amazon.coral.service',
  MissingAuthenticationTokenException: 'com.amazon.coral.service',
  UnrecognizedClientException: 'com.amazon.coral.service',
  ThrottlingException: 'com.amazon.coral.availability',
};

/** The full name of an error in `__type`; clients compare the part after `#`. */
export const errorType = (code: string): string => `${frontEnd[code] ?? 'com.amazonaws.dynamodb.v20120810'}#${code}`;

export const validationError = (message: string): DynamoDbError => new DynamoDbError('ValidationException', message);

/** The error of control-plane operations for a table that isn't there (docs/facts/d.md#d10). */
export const tableNotFound = (name: string): DynamoDbError =>
  new DynamoDbError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
