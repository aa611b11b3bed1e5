import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLive, useStack } from '../context.ts';
import { CancelButton } from '../jobs/cancel-button.tsx';
import { CopyAs } from '../jobs/copy-as.tsx';
import type { Route } from '../router.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Problem } from '../ui/problem.tsx';
import { Json } from '../ui/text.tsx';
import { useLoaded, useThrottled } from '../ui/use-loaded.ts';
import { visible } from '../ui/visible-text.ts';
import { Logs } from './logs.tsx';
import { outcomeOf } from './outcome.ts';
import { OutcomeCard } from './outcome-card.tsx';
import { type KnownJob, readJob } from './read-job.ts';
import { Requests } from './requests.tsx';
import { Timeline } from './timeline.tsx';

const refreshMs = 300;
const pollMs = 3000;

/** Everything about one job, with its outcome and the reason first. */
export function JobPage({ route: { id = '' } }: { readonly route: Route }) {
  const { api, pulse, recent } = useLive();
  const { jobs } = useStack();
  const latest = useRef<KnownJob | undefined>(undefined);
  const { value, error, reload } = useLoaded(() => readJob(api, jobs, id, latest.current), [api, jobs, id]);
  const isKnown = [...recent.value.keys()].includes(id);
  useThrottled(reload, isKnown && pulse.value?.jobs.some((job) => job.id === id) ? pulse.value : undefined, refreshMs);
  latest.current = value;
  const { job, view } = value ?? {};
  const hasEnded = job !== undefined && 'finishedAt' in job;
  useEffect(() => {
    // Pulses list at most 50 jobs, so this job may be missing from them.
    const timer = hasEnded ? undefined : setInterval(reload, pollMs);
    return () => {
      clearInterval(timer);
    };
  }, [hasEnded, reload]);

  return (
    <>
      <p class="crumb">
        <a href="#/jobs">Jobs</a> <span aria-hidden="true">/</span>
      </p>
      <div class="page-head">
        <h1 class="id">
          <bdi>{visible(id)}</bdi>
        </h1>
        <div class="actions">
          {(job?.status === 'Running' || job?.status === 'Pending') && <CancelButton id={id} onCancelled={reload} />}
          <CopyButton text={id} label="the job id" />
        </div>
      </div>
      <Problem error={error} title="Could not read the job" />
      {value && <OutcomeCard outcome={outcomeOf(job, view)} job={job} />}
      {value && (
        <div class="columns">
          <div class="stack">
            <Timeline steps={view?.timeline ?? []} />
            <Logs logs={view?.logs ?? []} />
            <Requests requests={view?.requests ?? []} submittedBy={submitterIn(view?.item)} />
          </div>
          <div class="stack">
            {job && 'results' in job && <Part title="Results" value={job.results} />}
            {job && 'parameters' in job && job.parameters !== undefined && (
              <Part title="Parameters" value={job.parameters}>
                <CopyAs parameters={JSON.stringify(job.parameters)} />
              </Part>
            )}
            {view?.item !== undefined && <Part title="The item in DynamoDB" value={view.item} />}
          </div>
        </div>
      )}
    </>
  );
}

/** The submitter's ARN from the job's item. */
function submitterIn(item: unknown): string | undefined {
  const { submittedBy } = Object(item) as { readonly submittedBy?: unknown };
  const { S: arn } = Object(submittedBy) as { readonly S?: unknown };
  return typeof arn === 'string' ? arn : undefined;
}

interface PartProps {
  readonly title: string;
  readonly value: unknown;
  readonly children?: ComponentChildren;
}

const Part = ({ title, value, children }: PartProps) => (
  <section class="card">
    <h2>{title}</h2>
    <Json value={value} label={title} />
    {children}
  </section>
);
