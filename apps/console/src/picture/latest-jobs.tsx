import { useLive } from '../context.ts';
import { linkTo } from '../router.ts';
import { Status } from '../ui/status.tsx';
import { visible } from '../ui/visible-text.ts';

const shown = 6;

/** The jobs that changed last, each linked to its page. */
export function LatestJobs() {
  const { recent } = useLive();
  const jobs = [...recent.value].slice(0, shown);
  return (
    <section class="card" aria-labelledby="latest">
      <div class="card-head">
        <h2 id="latest">Latest jobs</h2>
        <a href="#/jobs">All jobs</a>
      </div>
      {jobs.length === 0 ? (
        <p class="muted">No job has run yet. Run one to watch it.</p>
      ) : (
        <ul class="latest">
          {jobs.map(([id, status]) => (
            <li key={id}>
              <a href={linkTo('jobs', id)} class="id">
                <bdi>{visible(id)}</bdi>
              </a>
              <Status status={status} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
