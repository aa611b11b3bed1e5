/**
 * The caller, as templates see it (docs/facts/a.md#a73, #a79). Absent values are printed as an empty string
 * (docs/facts/a.md#a69).
 */
export interface GatewayIdentity {
  readonly cognitoIdentityPoolId?: string | null;
  readonly accountId?: string | null;
  readonly cognitoIdentityId?: string | null;
  readonly caller?: string | null;
  readonly sourceIp: string;
  readonly principalOrgId?: string | null;
  readonly accessKey?: string | null;
  readonly cognitoAuthenticationType?: string | null;
  readonly cognitoAuthenticationProvider?: string | null;
  readonly userArn?: string | null;
  readonly userAgent?: string | null;
  readonly user?: string | null;
}

/** `$context`, without the overrides (docs/facts/a.md#a70, #a71). */
export interface GatewayContext {
  /** Absent if no method matched, like `resourcePath`. */
  readonly resourceId?: string;
  readonly resourcePath?: string;
  readonly httpMethod: string;
  readonly extendedRequestId: string;
  /** `dd/MMM/yyyy:HH:mm:ss +0000` */
  readonly requestTime: string;
  /** Including the stage. */
  readonly path: string;
  readonly accountId: string;
  readonly protocol: string;
  readonly stage: string;
  readonly domainPrefix: string;
  /** Epoch milliseconds. */
  readonly requestTimeEpoch: number;
  readonly requestId: string;
  readonly identity: GatewayIdentity;
  readonly domainName: string;
  readonly deploymentId: string;
  readonly apiId: string;
}

/** Parameters of a request by location; names as sent (docs/facts/a.md#a94). */
export interface ParameterOverrides {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
}

/** What a response template changes in the response to the client (docs/facts/a.md#a74). */
export interface ResponseOverride {
  /** 100 to 599. */
  readonly status?: number;
  readonly header: Readonly<Record<string, string>>;
}

/** Everything that a mapping template can see. */
export interface MappingScope {
  /** The client's body for a request template, the integration's for a response template. */
  readonly body: string;
  readonly parameters: ParameterOverrides;
  readonly context: GatewayContext;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** Overrides made by the request template, which the response template sees (docs/facts/a.md#a76). */
  readonly requestOverride?: ParameterOverrides;
}

/** The output of a mapping template. */
export interface MappingResult {
  readonly body: string;
  readonly requestOverride: ParameterOverrides;
  readonly responseOverride: ResponseOverride;
}
