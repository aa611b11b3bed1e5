import * as z from 'zod/mini';
import { ignoredLocally, policyDocument, resourceType, tags } from '../../cloudformation/index.ts';

/** `AWS::ApiGateway::RestApi` */
export const apiGatewayRestApi = resourceType({
  type: 'AWS::ApiGateway::RestApi',
  properties: z.strictObject({
    Name: z.string(),
    Description: z.optional(z.string()),
    EndpointConfiguration: z.optional(
      z.strictObject({ Types: z.array(z.string()), VpcEndpointIds: z.optional(z.array(z.string())) }),
    ),
    Policy: z.optional(policyDocument),
    SecurityPolicy: ignoredLocally('it is about TLS, and the local run speaks HTTP on the loopback interface'),
    EndpointAccessMode: ignoredLocally('it is about TLS, and the local run speaks HTTP on the loopback interface'),
    Tags: tags,
  }),
  identify: ({ token }) => ({
    ref: token(10),
    attributes: { RootResourceId: token(20).slice(-10), RestApiId: token(10) },
  }),
});
