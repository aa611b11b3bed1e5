import { useLive } from '../context.ts';
import { time } from './format.ts';

/** A time on the stack's clock, in epoch milliseconds or as ISO 8601. */
export function Time({ at }: { readonly at: number | string }) {
  const { pulse } = useLive();
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span class="time">{at}</span>;
  return (
    <time class="time" dateTime={date.toISOString()} title={date.toISOString()}>
      {time(date.getTime(), pulse.value?.at ?? date.getTime())}
    </time>
  );
}
