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
