import type { Caller, Clock, HttpRequest } from '../../kernel/index.ts';

/** What a REST API needs from the rest of the local run. */
export interface RestApiPorts {
  readonly clock: Clock;
  /** `$context.requestTimeEpoch`. @default the clock's time */
  requestTime?(request: HttpRequest): number;
  /** Verifies the signature; throws an `AuthenticationError` if it is invalid or missing. */
  authenticate(request: HttpRequest): Caller;
  /**
   * The decision of IAM and the API's resource policy on `execute-api:Invoke`.
   * @param caller undefined if the method requires no signature
   * @param context condition keys that depend on the origin of the request
   */
  authorize(
    caller: Caller | undefined,
    action: string,
    resourceArn: string,
    context: Readonly<Record<string, string>>,
  ): AuthorizationDecision;
  /** Calls the AWS service behind an integration; rejects with `IntegrationFailure` when it can't be reached. */
  callService(call: ServiceCall): Promise<ServiceResponse>;
  /** Reports to observers; must not throw. */
  report?(event: GatewayEvent): void;
}

export type AuthorizationDecision =
  | { readonly allowed: true }
  /**
   * `reason` ends the message (docs/facts/a.md#a15), such as `because no identity-based policy allows the … action`.
   */
  | { readonly allowed: false; readonly explicit: boolean; readonly reason: string };

export interface ServiceCall {
  /** The service of the integration's uri, such as `lambda` or `dynamodb`. */
  readonly service: string;
  /** `action/GetItem`, or `path/2015-03-31/functions/<arn>/invocations`. */
  readonly action: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The role for the call; without one, the function's resource policy decides. */
  readonly credentialsRoleArn?: string;
  /** The execute-api ARN of the method, for resource policies. */
  readonly sourceArn: string;
}

export interface ServiceResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Lambda's `X-Amz-Function-Error`. */
  readonly functionError?: string;
}

export type GatewayEvent =
  | { readonly type: 'access-logged'; readonly requestId: string; readonly line: string }
  | {
      /** The gateway answered 5xx: `reason` is what AWS would write into the execution log. */
      readonly type: 'request-failed';
      readonly requestId: string;
      readonly method: string;
      readonly path: string;
      readonly status: number;
      readonly reason: string;
      readonly cause?: unknown;
    };

/** The service behind an integration could not be called (docs/facts/a.md#a54, #a89). */
export class IntegrationFailure extends Error {
  override readonly name = 'IntegrationFailure';
  readonly code: 'NotPermitted' | 'Unreachable' | 'TimedOut';

  constructor(code: IntegrationFailure['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
