import type { GatewayContext } from './gateway-context.ts';
import type { RequestParameters } from './request-parameters.ts';

/** Makes mapping templates that can be rendered; throws when the source doesn't compile. */
export interface TemplateEngine {
  /** @param name what the template is called in messages, such as `POST /jobs request template application/json` */
  compile(source: string, name: string): MappingTemplate;
}

export type MappingTemplate = (scope: MappingScope) => MappingResult;

/** What a mapping template sees. */
export interface MappingScope {
  /** The client's body in a request template, the integration's in a response template. */
  readonly body: string;
  /** The client's parameters, in request and response templates alike. */
  readonly parameters: RequestParameters;
  readonly context: GatewayContext;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** What the request template overrode; the response template can read it (A76). */
  readonly requestOverride?: RequestOverride;
}

export interface MappingResult {
  readonly body: string;
  readonly requestOverride: RequestOverride;
  readonly responseOverride: ResponseOverride;
}

export interface RequestOverride {
  readonly header: Readonly<Record<string, string>>;
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
}

export interface ResponseOverride {
  readonly status?: number;
  readonly header: Readonly<Record<string, string>>;
}
