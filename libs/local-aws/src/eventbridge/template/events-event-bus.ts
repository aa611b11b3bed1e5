import * as z from 'zod/mini';
import { ignoredLocally, resourceType, tags } from '../../cloudformation/index.ts';

/** `AWS::Events::EventBus` */
export const eventsEventBus = resourceType({
  type: 'AWS::Events::EventBus',
  properties: z.strictObject({
    Name: z.string(),
    Description: z.optional(z.string()),
    Tags: tags,
    KmsKeyIdentifier: ignoredLocally('nothing is encrypted at rest'),
    DeadLetterConfig: ignoredLocally('it receives events that cannot be encrypted, and nothing is encrypted'),
  }),
  identify: ({ property, physicalName, arn }) => {
    const name = property('Name') ?? physicalName(256);
    return { ref: name, attributes: { Arn: arn('events', `event-bus/${name}`), Name: name } };
  },
});
