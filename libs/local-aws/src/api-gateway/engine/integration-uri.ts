/** The AWS service behind an integration, as its uri names it. */
export interface IntegrationTarget {
  readonly service: string;
  /** `action/GetItem` or `path/2015-03-31/functions/<arn>/invocations` */
  readonly action: string;
}

/** @throws Error if the URI is not that of an AWS integration (docs/facts/a.md#a46, #a90) */
export function parseIntegrationUri(uri: string | undefined): IntegrationTarget {
  const [, service, action] = /^arn:aws[\w-]*:apigateway:[^:]*:([\w.-]+):((?:action|path)\/.+)$/s.exec(uri ?? '') ?? [];
  if (service === undefined || action === undefined)
    throw new Error(
      `the integration uri "${uri ?? ''}" is not of the form arn:aws:apigateway:<region>:<service>:action/<Action> or …:path/<path>`,
    );
  return { service, action };
}
