/** Thrown for a request that the console rejects. */
export class ConsoleRequestError extends Error {
  override readonly name = 'ConsoleRequestError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.code = code;
  }
}
