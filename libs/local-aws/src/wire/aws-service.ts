import type { Caller, HttpRequest, HttpResponse } from '../kernel/index.ts';

/** An AWS service on the port, with its own wire protocol. */
export interface AwsService {
  /** The service's name in a signature's credential scope, such as `dynamodb`. */
  readonly signingName: string;
  /** Whether a request is for this service: by `X-Amz-Target`, by `Action` in a form, or by its path. */
  accepts(request: HttpRequest): boolean;
  /**
   * The permission that the request needs, such as `dynamodb:GetItem` on the table's ARN; undefined if it needs none.
   */
  permission(request: HttpRequest): { readonly action: string; readonly resource: string } | undefined;
  /** Handles a request from an authenticated and authorized caller. */
  handle(request: HttpRequest, caller: Caller): Promise<HttpResponse>;
  /** An error in this service's protocol. */
  errorResponse(error: { readonly status: number; readonly code: string; readonly message: string }): HttpResponse;
}
