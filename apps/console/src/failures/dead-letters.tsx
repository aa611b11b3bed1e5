import type { FailuresView } from '../protocol.ts';
import { plural } from '../ui/format.ts';
import { Entries } from './entries.tsx';

export function DeadLetters({ queue }: { readonly queue: FailuresView['deadLetters'][number] }) {
  const id = `dead-letters-${queue.queueName}`;
  return (
    <section class="card" aria-labelledby={id}>
      <div class="card-head">
        <h2 id={id}>Dead-letter queue</h2>
        <span class="badge">{plural(queue.count, 'message')}</span>
      </div>
      <p class="hint mono">{queue.queueName}</p>
      {queue.count === 0 ? (
        <p class="empty">The queue is empty: all events were delivered.</p>
      ) : (
        <Entries
          entries={queue.messages.map(({ body, attributes, ...message }) => ({
            ...message,
            content: { attributes, body: parse(body) },
          }))}
        />
      )}
    </section>
  );
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}
