import { apiError } from './api-error.ts';
import { JobsConfigurationError } from './errors.ts';
import type { JobPage, ListedJob, ListedStatus } from './generated/api.gen.ts';
import type { RequestOptions } from './jobs.ts';
import { readJson } from './response-body.ts';
import type { Send } from './transport.ts';

export interface PageOptions extends RequestOptions {
  /** Lists only the jobs with this status. @default any */
  readonly status?: ListedStatus | undefined;
  /** @default 'desc', newest first */
  readonly order?: 'asc' | 'desc' | undefined;
  /** How many jobs to read at once, from 1 to 100. @default 20 */
  readonly pageSize?: number | undefined;
}

export interface ListOptions extends PageOptions {
  /** The `nextCursor` of a page, to continue after it. */
  readonly cursor?: string | undefined;
}

/** Jobs, one by one; pages are read as the loop needs them. */
export interface JobList extends AsyncIterable<ListedJob> {
  /** The pages, each with the cursor of the next one. A page can be empty without being the last. */
  pages(): AsyncIterable<JobPage>;
}

/** @throws JobsConfigurationError */
export function createJobLister(send: Send): (options?: ListOptions) => JobList {
  return ({ status, order, pageSize, cursor: start, signal } = {}) => {
    if (pageSize !== undefined && !(Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= 100)) {
      throw new JobsConfigurationError(`pageSize must be a whole number from 1 to 100, not ${pageSize}.`);
    }
    for (const [name, value] of Object.entries({ status, order, cursor: start })) {
      // The service would treat an empty one as missing.
      if (value !== undefined && (typeof value !== 'string' || value === ''))
        throw new JobsConfigurationError(`${name} must be a non-empty string, not ${JSON.stringify(value)}.`);
    }
    async function* pages(): AsyncGenerator<JobPage, void, undefined> {
      let cursor = start;
      do {
        const query = Object.entries({ status, order, limit: pageSize, cursor }).flatMap(([name, value]) =>
          value === undefined ? [] : `${name}=${encodeURIComponent(value)}`,
        );
        const path = `/jobs${query.length > 0 ? '?' : ''}${query.join('&')}`;
        const response = await send({ method: 'GET', path }, { signal, isExpected: hasJobs });
        const body = await readJson(response);
        if (!response.ok) throw apiError(response, body);
        const page = body as JobPage;
        yield page;
        cursor = page.nextCursor;
        // Anything else would request the first page again, or an invalid one.
      } while (typeof cursor === 'string' && cursor !== '');
    }
    return {
      pages,
      async *[Symbol.asyncIterator]() {
        for await (const { jobs } of pages()) yield* jobs;
      },
    };
  };
}

const hasJobs = (body: unknown) => Array.isArray((Object(body) as Partial<JobPage>).jobs);
