import { useLive } from '../context.ts';
import { duration } from '../ui/format.ts';
import { Problem } from '../ui/problem.tsx';
import { Text } from '../ui/text.tsx';
import { useAction } from '../ui/use-action.ts';
import { useLoaded, useThrottled } from '../ui/use-loaded.ts';

const refreshMs = 1000;
const steps = [
  ['Advance 1 minute', 60_000],
  ['Advance 1 hour', 60 * 60_000],
  ['Advance 1 day', 24 * 60 * 60_000],
] as const;
const speeds = [1, 10, 60, 3600];

const longTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** The stack's clock, which drives retries, event ages and time windows. */
export function Clock() {
  const { api, seconds } = useLive();
  const { value, error, reload, show } = useLoaded(() => api.clock(), [api]);
  const action = useAction();
  useThrottled(reload, seconds.value, refreshMs);
  const isFixed = value?.fixedReason !== undefined;
  const aheadMs = value ? value.now - value.realNow : 0;
  return (
    <section class="card" aria-labelledby="clock">
      <h2 id="clock">The stack's clock</h2>
      <Problem error={error ?? action.error} title="Could not change the clock" />
      {value && (
        <>
          <p class="clock">{longTime.format(value.now)}</p>
          <p class="hint">{aheadMs < 1000 ? 'In sync with real time.' : `${duration(aheadMs)} ahead of real time.`}</p>
          {isFixed && (
            <p class="notice">
              <Text>{value.fixedReason ?? ''}</Text>
            </p>
          )}
          <div class="actions">
            {steps.map(([label, ms]) => (
              <button
                key={label}
                type="button"
                disabled={isFixed || action.isBusy}
                onClick={() => {
                  action.run(async () => {
                    show(await api.advanceClock(ms));
                  });
                }}
              >
                {label}
              </button>
            ))}
          </div>
          <fieldset disabled={isFixed || action.isBusy}>
            <legend>Speed</legend>
            <div class="segments">
              {[...new Set([...speeds, value.speed])]
                .sort((a, b) => a - b)
                .map((speed) => (
                  <label key={speed}>
                    <input
                      type="radio"
                      name="speed"
                      checked={speed === value.speed}
                      onChange={() => {
                        action.run(async () => {
                          show(await api.setClockSpeed(speed));
                        });
                      }}
                    />
                    <span>{speed}×</span>
                  </label>
                ))}
            </div>
          </fieldset>
        </>
      )}
    </section>
  );
}
