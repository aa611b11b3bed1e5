import * as z from 'zod/mini';
import { resourceType, stringMap, wholeNumber } from '../../cloudformation/index.ts';

const integrationResponse = z.strictObject({
  StatusCode: z.string(),
  SelectionPattern: z.optional(z.string()),
  ResponseTemplates: z._default(stringMap, {}),
  ResponseParameters: z._default(stringMap, {}),
});

const integration = z.strictObject({
  Type: z.enum(['AWS', 'MOCK']),
  Uri: z.optional(z.string()),
  IntegrationHttpMethod: z.optional(z.string()),
  Credentials: z.optional(z.string()),
  PassthroughBehavior: z._default(z.enum(['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER']), 'WHEN_NO_MATCH'),
  RequestParameters: z._default(stringMap, {}),
  RequestTemplates: z._default(stringMap, {}),
  IntegrationResponses: z._default(z.array(integrationResponse), []),
  TimeoutInMillis: z._default(wholeNumber, 29_000),
});

/** `AWS::ApiGateway::Method` with an AWS service or a mock behind it. */
export const apiGatewayMethod = resourceType({
  type: 'AWS::ApiGateway::Method',
  properties: z.strictObject({
    RestApiId: z.string(),
    ResourceId: z.string(),
    HttpMethod: z.string(),
    OperationName: z.optional(z.string()),
    AuthorizationType: z.enum(['AWS_IAM', 'NONE']),
    ApiKeyRequired: z.optional(z.literal(false)),
    RequestParameters: z._default(z.record(z.string(), z.boolean()), {}),
    RequestModels: z._default(stringMap, {}),
    RequestValidatorId: z.optional(z.string()),
    MethodResponses: z._default(
      z.array(
        z.strictObject({
          StatusCode: z.string(),
          ResponseParameters: z._default(z.record(z.string(), z.boolean()), {}),
          ResponseModels: z.optional(stringMap),
        }),
      ),
      [],
    ),
    Integration: integration,
  }),
  identify: ({ physicalName }) => ({ ref: physicalName(), attributes: {} }),
});
