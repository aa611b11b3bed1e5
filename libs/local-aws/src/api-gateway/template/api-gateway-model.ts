import * as z from 'zod/mini';
import { resourceType } from '../../cloudformation/index.ts';

/** `AWS::ApiGateway::Model`: a JSON Schema, draft-04. */
export const apiGatewayModel = resourceType({
  type: 'AWS::ApiGateway::Model',
  properties: z.strictObject({
    RestApiId: z.string(),
    Name: z.optional(z.string()),
    Description: z.optional(z.string()),
    ContentType: z._default(z.literal('application/json'), 'application/json'),
    Schema: z.record(z.string(), z.unknown()),
  }),
  identify: ({ property, physicalName }) => ({ ref: property('Name') ?? physicalName(), attributes: {} }),
});
