import { pageOf, ServiceError } from '../../wire/index.ts';

/** One page of a list, as `MaxResults` and `NextToken` ask for it. */
export const page = <T>(
  items: readonly T[],
  { MaxResults = 100, NextToken }: { MaxResults?: number | undefined; NextToken?: string | undefined },
) =>
  pageOf(
    items,
    { size: MaxResults, token: NextToken },
    () => new ServiceError(400, 'InvalidNextTokenException', 'The NextToken value is invalid.'),
  );
