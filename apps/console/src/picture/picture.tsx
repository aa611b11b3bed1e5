import { useEffect, useRef, useState } from 'preact/hooks';
import { useLive } from '../context.ts';
import type { Pulse } from '../protocol.ts';
import { summaryOf } from './figures.ts';
import { LatestFailures } from './latest-failures.tsx';
import { LatestJobs } from './latest-jobs.tsx';
import { Map } from './map.tsx';
import { Throughput } from './throughput.tsx';
import { TryIt } from './try-it.tsx';

export function Picture() {
  const { pulse } = useLive();
  if (!pulse.value) return <p class="muted">Waiting for data…</p>;
  return (
    <>
      <div class="page-head">
        <div>
          <h1>The stack at work</h1>
          <p class="muted">Each dot is a job. Select a station for details.</p>
        </div>
        <TryIt />
      </div>
      <section class="card map-card" aria-label="Architecture">
        <Map pulse={pulse.value} />
        <Throughput />
        <Summary pulse={pulse.value} />
      </section>
      <div class="columns">
        <LatestJobs />
        <LatestFailures failed={pulse.value.totals.failed} />
      </div>
    </>
  );
}

const announceEveryMs = 15_000;

/** Announces changes to screen readers, at a rate that a listener can follow. */
function Summary({ pulse }: { readonly pulse: Pulse }) {
  const [said, setSaid] = useState(() => summaryOf(pulse));
  const latest = useRef(pulse);
  latest.current = pulse;
  useEffect(() => {
    const timer = setInterval(() => {
      setSaid(summaryOf(latest.current));
    }, announceEveryMs);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return (
    <p class="visually-hidden" aria-live="polite">
      {said}
    </p>
  );
}
