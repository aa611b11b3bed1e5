import { createHash } from 'node:crypto';

/** The MD5 of a message's body, by which clients check what they got. */
export const bodyDigest = (body: string): string => createHash('md5').update(body).digest('hex');

/**
 * The MD5 of a message's attributes, which are all of the type String:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function attributesDigest(attributes: Readonly<Record<string, string>>): string {
  const hash = createHash('md5');
  for (const [name, value] of Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const text of [name, 'String']) hash.update(lengthOf(text)).update(text);
    hash.update(Uint8Array.of(stringTransport)).update(lengthOf(value)).update(value);
  }
  return hash.digest('hex');
}

/** Says that the value is text, not binary. */
const stringTransport = 1;

function lengthOf(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text));
  return length;
}
