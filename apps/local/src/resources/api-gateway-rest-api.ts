import * as z from 'zod/mini';
import { resourceType, tags, withoutLocalMeaning } from './resource-type.ts';

/** `AWS::ApiGateway::RestApi` */
export const apiGatewayRestApi = resourceType({
  type: 'AWS::ApiGateway::RestApi',
  properties: z.strictObject({
    Name: z.string(),
    Description: z.optional(z.string()),
    EndpointConfiguration: withoutLocalMeaning('the endpoint is this process'),
    SecurityPolicy: withoutLocalMeaning('it is about TLS, and the local run speaks HTTP on the loopback interface'),
    EndpointAccessMode: withoutLocalMeaning('it is about TLS, and the local run speaks HTTP on the loopback interface'),
    Tags: tags,
  }),
  identify: ({ token }) => ({
    ref: token(10),
    attributes: { RootResourceId: token(20).slice(-10), RestApiId: token(10) },
  }),
});
