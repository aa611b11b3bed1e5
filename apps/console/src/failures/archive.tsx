import { useId, useState } from 'preact/hooks';
import { useLive } from '../context.ts';
import type { FailuresView } from '../protocol.ts';
import { count, plural } from '../ui/format.ts';
import { Problem } from '../ui/problem.tsx';
import { useAction } from '../ui/use-action.ts';
import { Entries } from './entries.tsx';

const windows = [
  ['all', 'All events', undefined],
  ['10m', 'The last 10 minutes', 10 * 60_000],
  ['1h', 'The last hour', 60 * 60_000],
  ['1d', 'The last day', 24 * 60 * 60_000],
] as const;

interface Props {
  readonly archive: FailuresView['archives'][number];
  readonly onReplay: () => void;
}

export function Archive({ archive, onReplay }: Props) {
  const { api, pulse } = useLive();
  const [chosen, setChosen] = useState<string>('all');
  const { isBusy, error, run } = useAction();
  const id = useId();
  const replay = async () => {
    const length = windows.find(([name]) => name === chosen)?.[2];
    const { now } = await api.clock();
    // The end of a window is exclusive.
    await api.replay({ archiveArn: archive.arn, from: length === undefined ? 0 : now - length, to: now + 1000 });
    onReplay();
  };
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <div class="card-head">
        <h2 id={`${id}-title`}>Archive</h2>
        <span class="badge">{plural(archive.count, 'event')}</span>
      </div>
      <p class="hint mono">{archive.name}</p>
      {archive.count === 0 ? (
        <p class="empty">The archive is empty: every failure was recorded in its job.</p>
      ) : (
        <>
          <div class="actions">
            <label for={id}>Replay</label>
            <select
              id={id}
              value={chosen}
              onChange={(event) => {
                setChosen(event.currentTarget.value);
              }}
            >
              {windows.map(([name, label]) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </select>
            <button
              type="button"
              class="primary"
              disabled={isBusy || !pulse.value}
              onClick={() => {
                run(replay);
              }}
            >
              {isBusy ? 'Starting…' : 'Replay'}
            </button>
          </div>
          <Problem error={error} title="Could not start the replay" />
          <Entries entries={archive.events.map(({ detail, ...event }) => ({ ...event, content: detail }))} />
          {archive.events.length < archive.count && (
            <p class="hint">
              The newest {count(archive.events.length)} of {count(archive.count)}.
            </p>
          )}
        </>
      )}
    </section>
  );
}
