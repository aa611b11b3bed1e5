/** An error that an AWS service answers with; the router puts it in the service's own protocol. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;
  readonly code: string;

  /** @param code the AWS error code, such as `ValidationError` */
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** For an operation of a known service in the query protocol that the local run doesn't have. */
export function unknownAction(service: string, action: string, known: readonly string[]): ServiceError {
  return new ServiceError(
    400,
    'InvalidAction',
    `The local run does not support the operation ${action} of ${service}; it supports ${known.join(', ')}.`,
  );
}
