import { ServiceError } from '../../../wire/index.ts';

/** A position in a stream. */
export interface ShardPlace {
  /** The stream's ARN. */
  readonly arn: string;
  /** A sequence number; absent: start at the oldest record. */
  readonly after: string | undefined;
}

/** Formats an iterator like DynamoDB's: `<stream ARN>|1|<base64>`. Iterators do not expire here. */
export const formatIterator = ({ arn, after = '' }: ShardPlace): string =>
  `${arn}|1|${Buffer.from(`after ${after}`).toString('base64')}`;

/** @throws ServiceError for an invalid iterator */
export function parseIterator(iterator: string): ShardPlace {
  const [arn = '', , place = ''] = iterator.split('|');
  const [, after] = /^after (\d*)$/.exec(Buffer.from(place, 'base64').toString()) ?? [];
  if (after === undefined) throw new ServiceError(400, 'ValidationException', 'Invalid ShardIterator');
  return { arn, after: after === '' ? undefined : after };
}
