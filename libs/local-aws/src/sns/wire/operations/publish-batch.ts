import { ServiceError } from '../../../wire/index.ts';
import { deliver } from '../../engine/deliver.ts';
import { findTopic, operation } from '../call.ts';
import { formList } from '../form.ts';
import { readPublication } from './publish.ts';

const maxEntries = 10;
const maxBytes = 262_144;

export const publishBatch = operation(['TopicArn', 'PublishBatchRequestEntries'], (call) => {
  const { store, clock, delivery } = call;
  const topic = findTopic(call, 'Publish');
  const entries = formList(call.parameters, 'PublishBatchRequestEntries');
  checkEntries(entries);
  const Successful: { Id: string; MessageId: string }[] = [];
  const Failed: { Id: string; Code: string; Message: string; SenderFault: string }[] = [];
  for (const entry of entries) {
    const Id = entry.get('Id') ?? '';
    try {
      const MessageId = deliver(store, topic.arn, readPublication(entry), clock.now(), delivery);
      Successful.push({ Id, MessageId });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      Failed.push({ Id, Code: error.code, Message: error.message, SenderFault: 'true' });
    }
  }
  return { Successful, Failed };
});

function checkEntries(entries: readonly URLSearchParams[]): void {
  const refuse = (code: string, message: string) => new ServiceError(400, code, message);
  const ids = entries.map((entry) => entry.get('Id') ?? '');
  if (ids.length === 0) throw refuse('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  if (ids.length > maxEntries) {
    throw refuse('TooManyEntriesInBatchRequest', 'The batch request contains more entries than permissible.');
  }
  if (new Set(ids).size < ids.length) {
    throw refuse('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
  for (const id of ids) {
    if (id.length > 80) {
      throw refuse('InvalidBatchEntryId', `The Id of a batch entry in the batch request is too long: ${id}`);
    }
    if (!/^[\w-]+$/.test(id)) {
      const reason = 'The Id of a batch entry in the batch request contains an impermissible character';
      throw refuse('InvalidBatchEntryId', `${reason}: ${id}`);
    }
  }
  const bytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(entry.get('Message') ?? ''), 0);
  if (bytes > maxBytes) {
    throw refuse('BatchRequestTooLong', 'The length of all the messages put together is more than the limit.');
  }
}
