import type { ListedJob } from '@jobs/client-sdk';
import { useLive } from '../context.ts';
import { linkTo } from '../router.ts';
import { duration } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import { Time } from '../ui/time.tsx';
import { visible } from '../ui/visible-text.ts';
import { CancelButton } from './cancel-button.tsx';

interface Props {
  readonly jobs: readonly ListedJob[];
  readonly onCancelled: () => void;
}

export function JobTable({ jobs, onCancelled }: Props) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Jobs table">
      <table>
        <thead>
          <tr>
            <th scope="col">Job</th>
            <th scope="col">Status</th>
            <th scope="col">Submitted</th>
            <th scope="col">Duration</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.id}>
              <th scope="row">
                <a class="id" href={linkTo('jobs', job.id)}>
                  <bdi>{visible(job.id)}</bdi>
                </a>
              </th>
              <td>
                <Status status={job.status} />
              </td>
              <td>
                <Time at={job.createdAt} />
              </td>
              <td class="number">
                <Took job={job} />
              </td>
              <td>{job.status === 'Running' && <CancelButton id={job.id} onCancelled={onCancelled} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The time since a job started, or since it was submitted if it never started. */
function Took({ job }: { readonly job: ListedJob }) {
  const { pulse } = useLive();
  const end = job.finishedAt ? Date.parse(job.finishedAt) : pulse.value?.at;
  return end === undefined ? null : <>{duration(end - Date.parse(job.startedAt ?? job.createdAt))}</>;
}
