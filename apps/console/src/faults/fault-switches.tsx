import { useState } from 'preact/hooks';
import type { ConsoleApi } from '../connection/console-api.ts';
import { useLive } from '../context.ts';
import type { FaultsView } from '../protocol.ts';
import { Problem } from '../ui/problem.tsx';
import { useAction } from '../ui/use-action.ts';
import { useLoaded, useThrottled } from '../ui/use-loaded.ts';
import { FaultList } from './fault-list.tsx';
import { kindTexts } from './kind-texts.ts';

const refreshMs = 1000;
const shares = [1, 0.5, 0.1, 0.01];
const times = [undefined, 1, 3, 10];

/** A switch for each fault. */
export function FaultSwitches() {
  const { api, pulse } = useLive();
  const { value, error, reload, show } = useLoaded(() => api.faults(), [api]);
  const action = useAction();
  const [probability, setProbability] = useState(1);
  const [limit, setLimit] = useState<number | undefined>();
  useThrottled(reload, pulse.value, refreshMs);
  const change = (work: () => Promise<FaultsView>) => {
    action.run(async () => {
      show(await work());
    });
  };
  const isSet = (target: string, kind: string) =>
    value?.faults.some((fault) => fault.target === target && fault.kind === kind && fault.left !== 0) ?? false;
  const turn = (target: string, kind: string) => {
    change(() =>
      isSet(target, kind)
        ? clearOne(api, value?.faults ?? [], target, kind)
        : api.addFault({ target, kind, probability, ...(limit !== undefined && { times: limit }) }),
    );
  };
  return (
    <div class="stack">
      <section class="card" aria-labelledby="faults">
        <h2 id="faults">Inject a fault</h2>
        <Problem error={error ?? action.error} title="Could not set the fault" />
        <div class="pickers">
          <label>
            <span>Probability</span>
            <select
              value={probability}
              onChange={(event) => {
                setProbability(Number(event.currentTarget.value));
              }}
            >
              {shares.map((share) => (
                <option key={share} value={share}>
                  {share === 1 ? 'every time' : `${share * 100}% of the time`}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>Times</span>
            <select
              value={limit ?? ''}
              onChange={(event) => {
                setLimit(Number(event.currentTarget.value) || undefined);
              }}
            >
              {times.map((each) => (
                <option key={each ?? 'any'} value={each ?? ''}>
                  {each === undefined ? 'until it is cleared' : each === 1 ? 'once' : `${each} times`}
                </option>
              ))}
            </select>
          </label>
        </div>
        <ul class="targets">
          {value?.targets.map(({ target, kinds }) => (
            <li key={target}>
              <h3>{target}</h3>
              <div class="actions">
                {kinds.map((kind) => (
                  <button
                    key={kind}
                    type="button"
                    role="switch"
                    class="switch"
                    aria-checked={isSet(target, kind)}
                    aria-label={`${target}: ${kindTexts[kind] ?? kind}`}
                    disabled={action.isBusy}
                    onClick={() => {
                      turn(target, kind);
                    }}
                  >
                    {kindTexts[kind] ?? kind}
                  </button>
                ))}
              </div>
            </li>
          ))}
        </ul>
      </section>
      {value && (
        <FaultList
          faults={value.faults}
          onClear={() => {
            change(() => api.clearFaults());
          }}
        />
      )}
    </div>
  );
}

/** The API can only clear all faults, so the others are set again with their remaining count. */
async function clearOne(
  api: ConsoleApi,
  faults: FaultsView['faults'],
  target: string,
  kind: string,
): Promise<FaultsView> {
  let answer = await api.clearFaults();
  for (const fault of faults) {
    if ((fault.target === target && fault.kind === kind) || fault.left === 0) continue;
    const { left, probability } = fault;
    answer = await api.addFault({
      ...{ target: fault.target, kind: fault.kind, probability },
      ...(left !== undefined && { times: left }),
    });
  }
  return answer;
}
