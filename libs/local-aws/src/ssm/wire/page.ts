import { pageOf, ServiceError } from '../../wire/index.ts';

/** The page of a list that `MaxResults` and `NextToken` select. */
export const page = <T>(
  items: readonly T[],
  { MaxResults, NextToken }: { MaxResults: number; NextToken?: string | undefined },
) =>
  pageOf(
    items,
    { size: MaxResults, token: NextToken },
    () => new ServiceError(400, 'InvalidNextToken', 'The specified token is not valid.'),
  );
