import * as z from 'zod/mini';
import { resourceType } from '../../cloudformation/index.ts';

/** `AWS::ApiGateway::RequestValidator` */
export const apiGatewayRequestValidator = resourceType({
  type: 'AWS::ApiGateway::RequestValidator',
  properties: z.strictObject({
    RestApiId: z.string(),
    Name: z.optional(z.string()),
    ValidateRequestBody: z._default(z.boolean(), false),
    ValidateRequestParameters: z._default(z.boolean(), false),
  }),
  identify: ({ token }) => ({ ref: token(6), attributes: { RequestValidatorId: token(6) } }),
});
