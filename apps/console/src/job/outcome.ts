import type { Job } from '@jobs/client-sdk';
import type { JobView } from '../protocol.ts';
import { duration, plural } from '../ui/format.ts';
import { visible } from '../ui/visible-text.ts';

/** The outcome of a job, shown at the top of its page. */
export interface Outcome {
  readonly tone: 'neutral' | 'active' | 'good' | 'bad' | 'warning';
  readonly title: string;
  /** The reason, as reported by the job or the stack. */
  readonly reason?: string;
  /** How it happened, and what to do next. */
  readonly context: string;
}

/** The error type that an injected fault throws. */
const faultType = 'FaultOnDemand';

export function outcomeOf(job: Job | undefined, view: JobView | undefined): Outcome {
  const attempts =
    view?.timeline.filter(({ who, text }) => who === 'processor' && text.startsWith('started')).length ?? 0;
  const hasEnded = job !== undefined && 'finishedAt' in job;
  if (!hasEnded && view?.timeline.some(({ who }) => who === 'archive')) return archived(job, view.timeline);
  switch (job?.status) {
    case 'Success':
      return { tone: 'good', title: 'Succeeded', context: took(job) };
    case 'Failure':
      return {
        tone: 'bad',
        title: `Failed: ${job.error.type}`,
        reason: job.error.message,
        context: [
          ...(attempts > 0 ? [`${plural(attempts, 'attempt')}.`] : []),
          took(job),
          ...(job.error.type === faultType ? ['A fault set under Faults and time caused this failure.'] : []),
        ].join(' '),
      };
    case 'Cancelled':
      return { tone: 'neutral', title: 'Cancelled', context: took(job) };
    case 'Running':
      return running(view);
    default:
      return waiting(job, view);
  }
}

/** A job whose failure could not be recorded stays `Running` or `Pending`: its event is in the archive. */
function archived(job: Job | undefined, timeline: JobView['timeline']): Outcome {
  const cause = timeline.findLast(({ who, tone }) => who === 'processor' && tone === 'bad');
  const next = timeline.findLast(({ who, tone }) => who !== 'processor' && tone === 'bad');
  return {
    tone: 'bad',
    title: 'Failed, but the failure could not be recorded',
    ...(cause && { reason: cause.text }),
    context: [
      ...(next ? [`Then the ${next.who}: ${sentence(visible(next.text.slice(0, maxContext)))}`] : []),
      ...(job ? [`The job's status is still ${job.status}.`] : []),
      'Its event is in the archive. Fix the cause, then replay it under Failures.',
    ].join(' '),
  };
}

const maxContext = 300;
const sentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`);

function running(view: JobView | undefined): Outcome {
  const bad = view?.timeline.findLast(({ tone }) => tone === 'bad');
  if (bad)
    return { tone: 'warning', title: 'Running, after a failure', reason: bad.text, context: 'It has not ended.' };
  return { tone: 'active', title: 'Running', context: 'It has not ended.' };
}

function waiting(job: Job | undefined, view: JobView | undefined): Outcome {
  const last = view?.timeline.findLast(({ tone }) => tone === 'warning' || tone === 'bad');
  if (job) {
    return {
      tone: 'neutral',
      title: 'Pending',
      ...(last && { reason: last.text }),
      context: 'Waiting for free concurrency.',
    };
  }
  return last
    ? {
        tone: last.tone === 'bad' ? 'bad' : 'warning',
        title: 'Not started',
        reason: last.text,
        context: 'The table has no record of this job.',
      }
    : { tone: 'neutral', title: 'No record', context: 'The table has no record of this job.' };
}

function took({ createdAt, finishedAt }: { readonly createdAt: string; readonly finishedAt: string }): string {
  return `Ended ${duration(Date.parse(finishedAt) - Date.parse(createdAt))} after it was submitted.`;
}
