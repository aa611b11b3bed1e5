import type { JobView } from '../protocol.ts';
import { Text } from '../ui/text.tsx';
import { Time } from '../ui/time.tsx';
import { visible } from '../ui/visible-text.ts';

export function Logs({ logs }: { readonly logs: JobView['logs'] }) {
  return (
    <section class="card" aria-labelledby="logs">
      <h2 id="logs">Logs</h2>
      {logs.length === 0 ? (
        <p class="muted">No logs for this job.</p>
      ) : (
        <ul class="logs">
          {logs.map(({ at, level, message }, i) => (
            <li key={i} class={`log log-${(level ?? 'none').toLowerCase().replace(/[^a-z]/g, '')}`}>
              <span class="log-head">
                {level && <span class="log-level">{visible(level)}</span>}
                {at !== undefined && <Time at={at} />}
              </span>
              <Text>{message}</Text>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
