import { pageOf } from '../../wire/index.ts';
import type { TopicsCall } from './call.ts';
import { invalidParameter } from './errors.ts';

/** A page of up to 100 entries, from `NextToken` on. */
export const page = <T>(items: readonly T[], { parameters }: TopicsCall) =>
  pageOf(items, { size: 100, token: parameters.get('NextToken') }, () => invalidParameter('NextToken'));
