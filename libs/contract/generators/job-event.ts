import type { Content, Contract } from './contract.ts';
import { generatedNotice } from './generated-notice.ts';
import { dereference } from './schema.ts';
import { toJsonSchema } from './to-json-schema.ts';

/**
 * The JSON Schema of the event for an ended job, for subscribers in any language.
 * @throws Error when the contract has no such event
 */
export function jobEventSchema({ components: { schemas } }: Contract): object {
  if (!schemas.JobEvent) throw new Error('#/components/schemas/JobEvent does not exist; subscribers need it.');
  const { description } = dereference(schemas, schemas.JobEvent);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: generatedNotice,
    title: 'JobEvent',
    description,
    ...toJsonSchema(schemas, schemas.JobEvent, 'draft-07'),
  };
}

/**
 * The first example of the event.
 * @throws Error when the contract has none
 */
export function exampleJobEvent({ 'x-webhooks': webhooks }: Contract): unknown {
  const content: Readonly<Record<string, Content>> = webhooks?.jobFinished?.post?.requestBody?.content ?? {};
  const [example] = Object.values(content['application/cloudevents+json']?.examples ?? {});
  if (!example) throw new Error('#/x-webhooks/jobFinished needs an example for application/cloudevents+json.');
  return example.value;
}
