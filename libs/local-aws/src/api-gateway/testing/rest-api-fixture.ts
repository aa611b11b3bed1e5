import {
  AdjustableClock,
  AuthenticationError,
  type Caller,
  type Clock,
  type HttpRequest,
  type HttpResponse,
} from '../../kernel/index.ts';
import type { IntegrationDefinition, MethodDefinition, RestApiDefinition } from '../engine/definition.ts';
import type { AuthorizationDecision, GatewayEvent, ServiceCall, ServiceResponse } from '../engine/ports.ts';
import { createRestApi, type RestApi } from '../engine/rest-api.ts';

export const functionUri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:processor/invocations';

const caller: Caller = {
  accountId: '000000000000',
  accessKeyId: 'ASIAEXAMPLE',
  principalId: 'AROAEXAMPLE:session',
  arn: 'arn:aws:sts::000000000000:assumed-role/Role/session',
  roleArn: 'arn:aws:iam::000000000000:role/path/Role',
};

interface FixtureOptions {
  readonly api?: Partial<RestApiDefinition>;
  readonly method?: Partial<MethodDefinition>;
  readonly integration?: Partial<IntegrationDefinition>;
  readonly service?: (call: ServiceCall) => Promise<ServiceResponse> | ServiceResponse;
  readonly authorize?: AuthorizationDecision;
  /** Thrown by `authenticate` when the request carries an Authorization header. */
  readonly authenticationError?: Error;
  readonly clock?: Clock;
}

/** A REST API with one method, `POST /jobs/{jobId}`, by default without authorization, in front of a fake service. */
export class RestApiFixture {
  readonly calls: ServiceCall[] = [];
  readonly events: GatewayEvent[] = [];
  readonly authorized: { readonly action: string; readonly resource: string }[] = [];
  readonly api: RestApi;

  constructor(options: FixtureOptions = {}) {
    const service = options.service ?? (() => ({ status: 202, headers: {}, body: '' }));
    this.api = createRestApi(definition(options), {
      clock: options.clock ?? new AdjustableClock(),
      authenticate: (request) => {
        const signed = request.headers.some(([name]) => name.toLowerCase() === 'authorization');
        if (!signed) throw new AuthenticationError('MissingAuthenticationToken', 'Missing Authentication Token');
        if (options.authenticationError) throw options.authenticationError;
        return caller;
      },
      authorize: (_caller, action, resource) => {
        this.authorized.push({ action, resource });
        return options.authorize ?? { allowed: true };
      },
      callService: async (call) => {
        this.calls.push(call);
        return service(call);
      },
      report: (event) => {
        this.events.push(event);
      },
    });
  }

  send(request: Partial<Omit<HttpRequest, 'body'>> & { readonly body?: string | Buffer } = {}): Promise<HttpResponse> {
    return this.api.handle({
      method: 'POST',
      path: '/dev/jobs/123',
      query: '',
      headers: [],
      sourceIp: '127.0.0.1',
      ...request,
      body: Buffer.from(request.body ?? ''),
    });
  }

  /** The reason for the last 5xx response. */
  get reason(): string | undefined {
    return this.events.findLast((event) => event.type === 'request-failed')?.reason;
  }
}

function definition({ api, method, integration }: FixtureOptions): RestApiDefinition {
  return {
    id: 'abcdef1234',
    name: 'jobs',
    stageName: 'dev',
    deploymentId: 'dep123',
    accountId: '000000001111',
    region: 'eu-west-1',
    gatewayResponses: [],
    stageVariables: { greeting: 'hello' },
    methods: [
      {
        resourceId: 'res123',
        resourcePath: '/jobs/{jobId}',
        httpMethod: 'POST',
        authorizationType: 'NONE',
        requestParameters: {},
        requestModels: {},
        methodResponses: [{ statusCode: '200', responseParameters: {} }],
        ...method,
        integration: {
          type: 'AWS',
          uri: functionUri,
          httpMethod: 'POST',
          requestParameters: {},
          requestTemplates: {},
          passthroughBehavior: 'WHEN_NO_MATCH',
          integrationResponses: [{ statusCode: '200', responseTemplates: {}, responseParameters: {} }],
          timeoutMs: 29_000,
          ...integration,
        },
      },
    ],
    ...api,
  };
}
