import * as z from 'zod/mini';
import { resourceType } from '../../cloudformation/index.ts';

/** `AWS::ApiGateway::Resource`: one part of a path. */
export const apiGatewayResource = resourceType({
  type: 'AWS::ApiGateway::Resource',
  properties: z.strictObject({ RestApiId: z.string(), ParentId: z.string(), PathPart: z.string() }),
  identify: ({ token }) => ({ ref: token(6), attributes: { ResourceId: token(6) } }),
});
