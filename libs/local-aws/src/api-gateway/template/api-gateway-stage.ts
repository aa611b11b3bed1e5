import * as z from 'zod/mini';
import { ignoredLocally, resourceType, stringMap, tags } from '../../cloudformation/index.ts';

const methodSetting = z.strictObject({
  HttpMethod: z.literal('*'),
  ResourcePath: z.literal('/*'),
  ThrottlingRateLimit: z.optional(z.number()),
  ThrottlingBurstLimit: z.optional(z.number()),
  DataTraceEnabled: z.optional(z.literal(false)),
  LoggingLevel: ignoredLocally('there are no execution logs'),
  MetricsEnabled: ignoredLocally('there are no metrics'),
});

/** `AWS::ApiGateway::Stage` with one setting for all methods. */
export const apiGatewayStage = resourceType({
  type: 'AWS::ApiGateway::Stage',
  properties: z.strictObject({
    StageName: z.string(),
    RestApiId: z.string(),
    DeploymentId: z.string(),
    Description: z.optional(z.string()),
    Variables: z.optional(stringMap),
    MethodSettings: z.optional(z.array(methodSetting).check(z.maxLength(1))),
    AccessLogSetting: z.optional(z.strictObject({ DestinationArn: z.string(), Format: z.string() })),
    TracingEnabled: ignoredLocally('there is no X-Ray'),
    Tags: tags,
  }),
  identify: ({ property, physicalName }) => ({ ref: property('StageName') ?? physicalName(), attributes: {} }),
});
