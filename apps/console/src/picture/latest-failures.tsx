import { useStack } from '../context.ts';
import { readPage } from '../jobs/read-page.ts';
import { linkTo } from '../router.ts';
import { Problem } from '../ui/problem.tsx';
import { Time } from '../ui/time.tsx';
import { useLoaded, useThrottled } from '../ui/use-loaded.ts';
import { visible } from '../ui/visible-text.ts';

const shown = 6;
const refreshMs = 1000;

/** The latest failed jobs, including those before the page was opened. */
export function LatestFailures({ failed }: { readonly failed: number }) {
  const { jobs, view } = useStack();
  const { value, error, reload } = useLoaded(
    async () => (view.hasListing ? (await readPage(jobs, 'Failure')).jobs : []),
    [jobs, view],
  );
  useThrottled(reload, failed, refreshMs);
  return (
    <section class="card" aria-labelledby="latest-failures">
      <div class="card-head">
        <h2 id="latest-failures">Latest failures</h2>
        <a href={linkTo('jobs', undefined, { status: 'Failure' })}>All failed jobs</a>
      </div>
      <Problem error={error} title="Could not read the list" />
      {value?.length === 0 && <p class="muted">No job has failed yet. Click “Run one that fails” to see one.</p>}
      <ul class="latest">
        {value?.slice(0, shown).map(({ id, finishedAt }) => (
          <li key={id}>
            <a href={linkTo('jobs', id)} class="id">
              <bdi>{visible(id)}</bdi>
            </a>
            {finishedAt && <Time at={finishedAt} />}
            <span class="status status-bad" aria-hidden="true">
              Why?
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
