import { ServiceError } from '../../../wire/index.ts';

/** A place in a stream. */
export interface ShardPlace {
  /** The stream's. */
  readonly arn: string;
  /** A sequence number; absent at the oldest record. */
  readonly after: string | undefined;
}

/** As DynamoDB's look: `<stream ARN>|1|<base64>`. They do not expire here. */
export const formatIterator = ({ arn, after = '' }: ShardPlace): string =>
  `${arn}|1|${Buffer.from(`after ${after}`).toString('base64')}`;

/** @throws ServiceError for what is not an iterator */
export function parseIterator(iterator: string): ShardPlace {
  const [arn = '', , place = ''] = iterator.split('|');
  const [, after] = /^after (\d*)$/.exec(Buffer.from(place, 'base64').toString()) ?? [];
  if (after === undefined) throw new ServiceError(400, 'ValidationException', 'Invalid ShardIterator');
  return { arn, after: after === '' ? undefined : after };
}
