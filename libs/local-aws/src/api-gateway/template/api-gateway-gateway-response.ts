import * as z from 'zod/mini';
import { resourceType, stringMap } from '../../cloudformation/index.ts';

/** `AWS::ApiGateway::GatewayResponse` (docs/facts/a.md#a21 to #a24) */
export const apiGatewayGatewayResponse = resourceType({
  type: 'AWS::ApiGateway::GatewayResponse',
  properties: z.strictObject({
    RestApiId: z.string(),
    ResponseType: z.string(),
    StatusCode: z.optional(z.string()),
    ResponseTemplates: z._default(stringMap, {}),
    ResponseParameters: z._default(stringMap, {}),
  }),
  identify: ({ token }) => ({ ref: token(10), attributes: { Id: token(10) } }),
});
