import type { ListedStatus } from '@jobs/client-sdk';
import { useLive, useStack } from '../context.ts';
import { linkTo, type Route } from '../router.ts';
import { Problem } from '../ui/problem.tsx';
import { useLoaded, useThrottled } from '../ui/use-loaded.ts';
import { JobTable } from './job-table.tsx';
import { ListFilter } from './list-filter.tsx';
import { readPage } from './read-page.ts';
import { SubmitForm } from './submit-form.tsx';

const refreshMs = 1000;

export function Jobs({ route }: { readonly route: Route }) {
  const { view } = useStack();
  return (
    <>
      <h1>Jobs</h1>
      <div class="columns columns-side">
        {view.hasListing ? <List route={route} /> : <NoList />}
        <SubmitForm />
      </div>
    </>
  );
}

function List({ route: { query } }: { readonly route: Route }) {
  const status = (query.get('status') ?? undefined) as ListedStatus | undefined;
  const cursor = query.get('cursor') ?? undefined;
  const { pulse, recent } = useLive();
  const { jobs } = useStack();
  const page = useLoaded(() => readPage(jobs, status, cursor), [jobs, status, cursor]);
  // Older pages do not refresh: their cursor is fixed.
  useThrottled(page.reload, cursor === undefined ? recent.value : undefined, refreshMs);
  const queued = pulse.value?.now.queued ?? 0;
  return (
    <section class="card table-card" aria-label="Jobs">
      <ListFilter status={status} />
      <Problem error={page.error} title="Could not read the list" />
      {page.value && <JobTable jobs={page.value.jobs} onCancelled={page.reload} />}
      {page.value?.jobs.length === 0 && (
        <p class="empty">{status ? `No jobs with status ${status}.` : 'No job has started yet.'}</p>
      )}
      {queued > 0 && <p class="muted">Jobs are listed once they start; {queued} in the queue.</p>}
      <nav class="paging" aria-label="Pages">
        {cursor ? <a href={linkTo('jobs', undefined, { status })}>← Newest</a> : <span />}
        {page.value?.nextCursor && (
          <a href={linkTo('jobs', undefined, { status, cursor: page.value.nextCursor })}>Older →</a>
        )}
      </nav>
    </section>
  );
}

const NoList = () => (
  <section class="card">
    <ListFilter status={undefined} isIdOnly />
    <p class="muted">Job listing is off in this stage (api.listing: false). Open a job by its id.</p>
  </section>
);
