import { createHash } from 'node:crypto';
import { isBinary, type MessageAttribute, type MessageAttributes } from './message.ts';

/** The MD5 of a message's body, which clients verify. */
export const bodyDigest = (body: string): string => createHash('md5').update(body).digest('hex');

/**
 * The MD5 of a message's attributes:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function attributesDigest(attributes: MessageAttributes): string {
  const hash = createHash('md5');
  for (const [name, attribute] of Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const value = bytesOf(attribute);
    for (const text of [name, attribute.dataType]) hash.update(lengthOf(Buffer.byteLength(text))).update(text);
    hash.update(Uint8Array.of(isBinary(attribute) ? binaryTransport : stringTransport));
    hash.update(lengthOf(value.length)).update(value);
  }
  return hash.digest('hex');
}

const stringTransport = 1;
const binaryTransport = 2;

const bytesOf = (attribute: MessageAttribute) => Buffer.from(attribute.value, isBinary(attribute) ? 'base64' : 'utf8');

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}
