import { useLive } from './context.ts';
import { notReplayed } from './picture/figures.ts';
import { route } from './router.ts';
import { count } from './ui/format.ts';

const parts = [
  ['', 'Overview'],
  ['jobs', 'Jobs'],
  ['failures', 'Failures'],
  ['faults', 'Faults and time'],
  ['stack', 'Stack'],
] as const;

const states = {
  connecting: 'Connecting',
  open: 'Live',
  lost: 'Reconnecting',
  refused: 'Access denied',
} as const;

export function Header() {
  const { connection, pulse, stack } = useLive();
  const waiting = pulse.value ? notReplayed(pulse.value) + pulse.value.now.deadLettered : 0;
  return (
    <header class="top">
      <div class="top-line">
        <a class="brand" href="#/">
          <img src="/console/icon.svg" alt="" width="26" height="26" />
          <span>Jobs console</span>
        </a>
        {stack.value && (
          <span class="top-stack">
            {stack.value.view.stackName} <span class="muted">· {stack.value.view.region}</span>
          </span>
        )}
        <span class={`live live-${connection.value}`} role="status">
          <span class="live-dot" />
          {states[connection.value]}
        </span>
      </div>
      <nav aria-label="Sections">
        {parts.map(([part, label]) => (
          <a key={part} href={`#/${part}`} aria-current={route.value.part === part ? 'page' : undefined}>
            {label}
            {part === 'failures' && waiting > 0 && <span class="nav-count">{count(waiting)}</span>}
          </a>
        ))}
      </nav>
    </header>
  );
}
