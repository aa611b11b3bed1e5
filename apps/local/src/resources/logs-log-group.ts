import * as z from 'zod/mini';
import { resourceType, tags, withoutLocalMeaning } from './resource-type.ts';

/** `AWS::Logs::LogGroup`: logs go to the terminal, so a group is only a name. */
export const logsLogGroup = resourceType({
  type: 'AWS::Logs::LogGroup',
  properties: z.strictObject({
    LogGroupName: z.optional(z.string()),
    RetentionInDays: withoutLocalMeaning('logs are not kept'),
    KmsKeyId: withoutLocalMeaning('nothing is encrypted at rest'),
    Tags: tags,
  }),
  identify: ({ property, physicalName, arn }) => {
    const name = property('LogGroupName') ?? physicalName(512);
    return { ref: name, attributes: { Arn: `${arn('logs', `log-group:${name}`)}:*` } };
  },
});
