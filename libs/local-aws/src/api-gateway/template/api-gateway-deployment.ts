import * as z from 'zod/mini';
import { resourceType } from '../../cloudformation/index.ts';

/** `AWS::ApiGateway::Deployment`: the current template is always the deployed one. */
export const apiGatewayDeployment = resourceType({
  type: 'AWS::ApiGateway::Deployment',
  properties: z.strictObject({ RestApiId: z.string(), Description: z.optional(z.string()) }),
  identify: ({ token }) => ({ ref: token(6), attributes: { DeploymentId: token(6) } }),
});
