import { useLive } from '../context.ts';
import { rate } from '../ui/format.ts';

const width = 600;
const height = 96;

/** The last minute, per second: bars for ended jobs, a line for accepted ones. */
export function Throughput() {
  const { seconds, perSecond } = useLive();
  const shown = seconds.value;
  const maxValue = Math.max(10, ...shown.map((each) => Math.max(each.accepted, each.succeeded + each.failed)));
  const step = width / Math.max(1, shown.length);
  const y = (value: number) => (value / maxValue) * (height - 6);
  const line = shown.map(({ accepted }, i) => `${i * step + step / 2} ${height - y(accepted)}`).join('L');
  return (
    <div class="last-minute">
      <div class="card-head">
        <h2>The last minute</h2>
        <span class="muted">{rate(perSecond.value)} jobs/s</span>
      </div>
      <svg viewBox={`0 0 ${width} ${height}`} class="throughput" preserveAspectRatio="none" aria-hidden="true">
        {shown.map(({ succeeded, failed }, i) => (
          <g key={i}>
            <rect class="fill-good" x={i * step + 1} width={step - 2} y={height - y(succeeded)} height={y(succeeded)} />
            <rect
              class="fill-bad"
              x={i * step + 1}
              width={step - 2}
              y={height - y(succeeded + failed)}
              height={y(failed)}
            />
          </g>
        ))}
        {line && <path d={`M${line}`} class="throughput-line" />}
      </svg>
      <ul class="legend" aria-label="Legend">
        <li class="key-neutral">accepted</li>
        <li class="key-good">succeeded</li>
        <li class="key-warning">retried or throttled</li>
        <li class="key-bad">failed</li>
      </ul>
    </div>
  );
}
