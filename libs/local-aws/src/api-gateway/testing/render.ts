import {
  compileTemplate,
  type MappingOptions,
  type MappingResult,
  type MappingScope,
  renderMappingTemplate,
} from '../engine/mapping/index.ts';

/** The time of all requests here: 2026-11-18T11:06:40.000Z. */
export const requestTime = 1_795_000_000_000;
export const requestId = '6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11';

/** The unique id of the calling role, and the ARN of its session. */
export const callerId = 'AROAEXAMPLE';
export const callerArn = 'arn:aws:sts::000000000000:assumed-role/JobsApiInvokeRole/session';

export type { MappingScope };

export interface Rendering {
  readonly body?: string;
  readonly jobId?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The path as it was sent. @default `/dev/jobs` */
  readonly path?: string;
  /** @default an assumed role, {@link callerId} */
  readonly caller?: string;
  /** @default {@link callerArn} */
  readonly userArn?: string;
  /** @default {@link requestId} */
  readonly requestId?: string;
  /** Epoch milliseconds. @default {@link requestTime} */
  readonly time?: number;
  readonly options?: MappingOptions;
}

/** Renders a template for a request to the Jobs API. */
export function render(template: string, { options, ...request }: Rendering): MappingResult {
  return renderScope(template, mappingScope(request), options);
}

/** Renders a template with a complete scope. */
export function renderScope(template: string, scope: MappingScope, options: MappingOptions = {}): MappingResult {
  return renderMappingTemplate(compileTemplate(template, 'template'), scope, options);
}

/** Everything that a template can see of a request to the Jobs API. */
export function mappingScope(request: Omit<Rendering, 'options'>): MappingScope {
  const { body = '', jobId, query = {}, headers = {}, path = '/dev/jobs' } = request;
  const { caller = `${callerId}:session`, userArn = callerArn } = request;
  return {
    body,
    parameters: { path: jobId === undefined ? {} : { jobId }, querystring: query, header: headers },
    stageVariables: {},
    context: {
      resourceId: 'abc123',
      resourcePath: '/jobs',
      httpMethod: 'POST',
      extendedRequestId: 'JKJaXmPLvHcESHA=',
      requestTime: '18/Nov/2026:11:06:40 +0000',
      requestTimeEpoch: request.time ?? requestTime,
      path,
      accountId: '000000000000',
      protocol: 'HTTP/1.1',
      stage: 'dev',
      domainPrefix: 'abcdef1234',
      domainName: 'abcdef1234.execute-api.eu-west-1.amazonaws.com',
      requestId: request.requestId ?? requestId,
      deploymentId: 'def456',
      apiId: 'abcdef1234',
      identity: { sourceIp: '127.0.0.1', caller, user: caller, userArn },
    },
  };
}
