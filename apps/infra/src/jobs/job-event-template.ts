import { type JobEvent, stringConstraints } from '@jobs/contract';

/** The event's CloudEvents `type` and its `detail-type` in EventBridge. */
export const [jobEventType] = stringConstraints.JobEventType.enum;

const item = '$.dynamodb.NewImage';

/**
 * Matches the record of a job that has ended. A final item changes only when its data is erased, so a job has one
 * such record; the record of its deletion has no new image (docs/facts/j.md#j7).
 */
export const jobEventPattern = {
  dynamodb: {
    NewImage: { status: { S: [...stringConstraints.FinalStatus.enum] }, erasedAt: { S: [{ exists: false }] } },
  },
};

/**
 * The template of the event: CloudEvents 1.0 in JSON
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md).
 *
 * - A placeholder without quotes becomes a JSON value (docs/facts/j.md#j8), so no text of a caller can break out of its string.
 *   All jobs that have ended have these attributes.
 * - `startedAt` has quotes: a job that never started lacks it, and the result of a missing path is not documented
 *   (docs/facts/j.md#j9). Between quotes it is always a string, presumably an empty one. Only functions write the
 *   attribute, and their values need no escaping.
 * - `id` is that of the stream's record, which repeated deliveries share.
 * - `jobId` is the job's id without the prefix of its owner, which the item's key begins with.
 *
 * @param source names the stack
 */
export function jobEventTemplate(source: string): string {
  const members: Record<keyof JobEvent, string> = {
    specversion: '"1.0"',
    id: '<$.eventID>',
    source: JSON.stringify(source),
    type: JSON.stringify(jobEventType),
    subject: `<${item}.jobId.S>`,
    time: `<${item}.finishedAt.S>`,
    data: json<keyof JobEvent['data']>({
      id: `<${item}.jobId.S>`,
      status: `<${item}.status.S>`,
      createdAt: `<${item}.createdAt.S>`,
      startedAt: `"<${item}.startedAt.S>"`,
      finishedAt: `<${item}.finishedAt.S>`,
    }),
  };
  return json(members);
}

function json<Name extends string>(members: Readonly<Record<Name, string>>): string {
  return `{${Object.entries<string>(members)
    .map(([name, value]) => `${JSON.stringify(name)}: ${value}`)
    .join(', ')}}`;
}
