import { Clock } from './clock.tsx';
import { FaultSwitches } from './fault-switches.tsx';

export function Faults() {
  return (
    <>
      <h1>Faults and time</h1>
      <p class="lead muted">Inject faults, advance the clock, and watch what happens to the jobs.</p>
      <div class="columns columns-side">
        <FaultSwitches />
        <Clock />
      </div>
    </>
  );
}
