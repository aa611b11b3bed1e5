import { pageOf, ServiceError } from '../../wire/index.ts';

/** The page of a list that `MaxResults` and `NextToken` select. */
export const page = <T>(
  items: readonly T[],
  { MaxResults = 100, NextToken }: { MaxResults?: number | undefined; NextToken?: string | undefined },
) =>
  pageOf(
    items,
    { size: MaxResults, token: NextToken },
    () => new ServiceError(400, 'InvalidNextTokenException', 'The NextToken value is invalid.'),
  );
