import * as z from 'zod/mini';
import { resourceType, withoutLocalMeaning } from './resource-type.ts';

const reason = 'all traffic is on the new version at once';

/** `AWS::CodeDeploy::Application`: what deployment groups belong to. */
export const codeDeployApplication = resourceType({
  type: 'AWS::CodeDeploy::Application',
  properties: z.strictObject({ ComputePlatform: z.literal('Lambda') }),
  identify: ({ physicalName }) => ({ ref: physicalName(100), attributes: {} }),
});

/** `AWS::CodeDeploy::DeploymentGroup`: how the traffic of an alias moves to a new version. */
export const codeDeployDeploymentGroup = resourceType({
  type: 'AWS::CodeDeploy::DeploymentGroup',
  properties: z.strictObject({
    ApplicationName: z.string(),
    ServiceRoleArn: z.string(),
    DeploymentConfigName: withoutLocalMeaning(reason),
    DeploymentStyle: withoutLocalMeaning(reason),
    AlarmConfiguration: withoutLocalMeaning(reason),
    AutoRollbackConfiguration: withoutLocalMeaning(reason),
  }),
  identify: ({ physicalName }) => ({ ref: physicalName(100), attributes: {} }),
});
