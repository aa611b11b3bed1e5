import type { ReplayView } from '../protocol.ts';
import { plural } from '../ui/format.ts';
import { Time } from '../ui/time.tsx';

export function Replays({ replays }: { readonly replays: readonly ReplayView[] }) {
  if (replays.length === 0) return null;
  return (
    <section class="card" aria-labelledby="replays">
      <h2 id="replays">Replays</h2>
      <ul class="entries" aria-live="polite">
        {replays.map((replay) => (
          <li key={replay.name}>
            <div class="entry-head">
              <span>
                <span class={`status status-${replay.state === 'COMPLETED' ? 'good' : 'active'}`}>
                  {replay.state.toLowerCase()}
                </span>{' '}
                {plural(replay.count, 'event')}
              </span>
              {replay.replayedUntil !== undefined && (
                <span class="muted">
                  up to <Time at={replay.replayedUntil} />
                </span>
              )}
            </div>
            <p class="hint mono">{replay.name}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
