import { useEffect } from 'preact/hooks';
import { useLive } from '../context.ts';
import { Problem } from '../ui/problem.tsx';
import { useLoaded, useThrottled } from '../ui/use-loaded.ts';
import { Archive } from './archive.tsx';
import { DeadLetters } from './dead-letters.tsx';
import { Replays } from './replays.tsx';

const pollMs = 1000;

export function Failures() {
  const { api, pulse } = useLive();
  const { value, error, reload } = useLoaded(() => api.failures(), [api]);
  const now = pulse.value?.now;
  useThrottled(reload, `${now?.archived ?? 0} ${now?.deadLettered ?? 0}`, pollMs);
  const isReplaying = value?.replays.some(({ state }) => isInProgress(state)) ?? false;
  useEffect(() => {
    const timer = isReplaying ? setInterval(reload, pollMs) : undefined;
    return () => {
      clearInterval(timer);
    };
  }, [isReplaying, reload]);
  return (
    <>
      <h1>Failures</h1>
      <p class="lead muted">
        If a job's failure could not be recorded, its event is in the archive. Fix the cause, then replay it.
      </p>
      <Problem error={error} title="Could not read the failures" />
      {value?.archives.map((archive) => (
        <Archive key={archive.arn} archive={archive} onReplay={reload} />
      ))}
      {value && <Replays replays={value.replays} />}
      {value?.deadLetters.map((queue) => (
        <DeadLetters key={queue.queueName} queue={queue} />
      ))}
    </>
  );
}

const isInProgress = (state: string) => state === 'STARTING' || state === 'RUNNING' || state === 'CANCELLING';
