import * as z from 'zod/mini';
import { ignoredLocally, resourceType, wholeNumber } from '../../cloudformation/index.ts';

/** `AWS::Events::Archive` */
export const eventsArchive = resourceType({
  type: 'AWS::Events::Archive',
  properties: z.strictObject({
    ArchiveName: z.optional(z.string()),
    Description: z.optional(z.string()),
    EventPattern: z.optional(z.record(z.string(), z.unknown())),
    RetentionDays: z._default(wholeNumber, 0),
    SourceArn: z.string(),
    KmsKeyIdentifier: ignoredLocally('nothing is encrypted at rest'),
  }),
  identify: ({ property, physicalName, arn }) => {
    const name = property('ArchiveName') ?? physicalName(48);
    return { ref: name, attributes: { Arn: arn('events', `archive/${name}`) } };
  },
});
