import type { TemplatePolicy } from '../../cloudformation/index.ts';

/** A REST API and its stage as defined in a template, with intrinsic functions resolved. */
export interface RestApiDefinition {
  readonly id: string;
  readonly name: string;
  readonly stageName: string;
  readonly deploymentId: string;
  /** The account that owns the API. */
  readonly accountId: string;
  readonly region: string;
  /** The API's resource policy; absent if it has none. */
  readonly resourcePolicy?: TemplatePolicy;
  /** The VPC endpoint through which a private API is called; absent when it is not private. */
  readonly vpcEndpointId?: string;
  readonly methods: readonly MethodDefinition[];
  readonly gatewayResponses: readonly GatewayResponseDefinition[];
  readonly stageVariables: Readonly<Record<string, string>>;
  /** The API's models by name, for references between them (docs/facts/a.md#a32). */
  readonly models?: Readonly<Record<string, object>>;
  /** The stage's default for each method; if absent, methods are not throttled. */
  readonly throttling?: ThrottlingDefinition;
  /** The stage's access-log format, with `$context` variables; no access log when absent. */
  readonly accessLogFormat?: string;
}

export interface ThrottlingDefinition {
  /** Requests per second. */
  readonly rateLimit: number;
  readonly burstLimit: number;
}

export interface MethodDefinition {
  readonly resourceId: string;
  /** Such as `/jobs/{jobId}`. */
  readonly resourcePath: string;
  /** Upper case, or `ANY`. */
  readonly httpMethod: string;
  readonly authorizationType: 'AWS_IAM' | 'NONE';
  /** Maps `method.request.header.X` to whether it is required. */
  readonly requestParameters: Readonly<Record<string, boolean>>;
  /** Content type, or `$default`, to a draft-04 schema. */
  readonly requestModels: Readonly<Record<string, object>>;
  readonly validator?: { readonly validateBody: boolean; readonly validateParameters: boolean };
  readonly methodResponses: readonly MethodResponseDefinition[];
  readonly integration: IntegrationDefinition;
}

export interface MethodResponseDefinition {
  readonly statusCode: string;
  /** `method.response.header.X`. */
  readonly responseParameters: Readonly<Record<string, boolean>>;
}

export interface IntegrationDefinition {
  readonly type: 'AWS' | 'MOCK';
  /** `arn:aws:apigateway:<region>:<service>:action/<Action>` or `…:path/<path>`; absent for MOCK. */
  readonly uri?: string;
  readonly httpMethod?: string;
  readonly credentialsRoleArn?: string;
  /** `integration.request.header.X` to where its value comes from. */
  readonly requestParameters: Readonly<Record<string, string>>;
  /** Content type to mapping template. */
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly passthroughBehavior: PassthroughBehavior;
  readonly integrationResponses: readonly IntegrationResponseDefinition[];
  readonly timeoutMs: number;
}

export type PassthroughBehavior = 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';

export interface IntegrationResponseDefinition {
  readonly statusCode: string;
  /** A Java regular expression; the default response has none. */
  readonly selectionPattern?: string;
  readonly responseTemplates: Readonly<Record<string, string>>;
  /** `method.response.header.X` to where its value comes from. */
  readonly responseParameters: Readonly<Record<string, string>>;
}

export interface GatewayResponseDefinition {
  /** A type such as `BAD_REQUEST_BODY` or `DEFAULT_4XX` (docs/facts/a.md#a22). */
  readonly responseType: string;
  readonly statusCode?: string;
  /** `gatewayresponse.header.X` to where its value comes from. */
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

/** The definition contains something that the local gateway can't run; the message names the part and the reason. */
export class RestApiDefinitionError extends Error {
  override readonly name = 'RestApiDefinitionError';
  readonly code = 'RestApiDefinition';
}

/** Runs `compile`; attributes its errors to the named part of the definition. */
export function definitionPart<T>(part: string, compile: () => T): T {
  try {
    return compile();
  } catch (cause) {
    throw new RestApiDefinitionError(describeFault(part, cause), { cause });
  }
}

/** An error's message, prefixed with the part at fault unless it already is. */
export function describeFault(part: string, cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.startsWith(part) ? message : `${part}: ${message}`;
}
