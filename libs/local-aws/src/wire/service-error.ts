/** An error response of an AWS service; the router formats it in the service's protocol. */
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

/** The error for an unsupported operation of a service with the query protocol. */
export function unknownAction(service: string, action: string, known: readonly string[]): ServiceError {
  return new ServiceError(
    400,
    'InvalidAction',
    `The local run does not support the operation ${action} of ${service}; it supports ${known.join(', ')}.`,
  );
}
