import type { Job } from '@jobs/client-sdk';
import { Text } from '../ui/text.tsx';
import { visible } from '../ui/visible-text.ts';
import type { Outcome } from './outcome.ts';

interface Props {
  readonly outcome: Outcome;
  readonly job: Job | undefined;
}

export function OutcomeCard({ outcome: { tone, title, reason, context }, job }: Props) {
  const progress = job?.status === 'Running' ? job.progress : undefined;
  return (
    <section class={`card outcome outcome-${tone}`} aria-label="Outcome">
      <h2>{visible(title)}</h2>
      {reason !== undefined && (
        <p class="outcome-reason">
          <Text>{reason}</Text>
        </p>
      )}
      <p class="muted">{context}</p>
      {progress && (
        <div class="progress">
          {progress.percent !== undefined && (
            <progress max={100} value={progress.percent} aria-label="Progress">
              {progress.percent} %
            </progress>
          )}
          <span>
            {progress.percent !== undefined && `${progress.percent}% `}
            {progress.message !== undefined && <Text>{progress.message}</Text>}
          </span>
        </div>
      )}
    </section>
  );
}
