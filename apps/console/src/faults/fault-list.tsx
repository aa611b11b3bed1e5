import type { FaultsView } from '../protocol.ts';
import { plural } from '../ui/format.ts';
import { kindTexts } from './kind-texts.ts';

interface Props {
  readonly faults: FaultsView['faults'];
  readonly onClear: () => void;
}

export function FaultList({ faults, onClear }: Props) {
  return (
    <section class="card" aria-labelledby="set-faults">
      <div class="card-head">
        <h2 id="set-faults">Active faults</h2>
        {faults.length > 0 && (
          <button type="button" onClick={onClear}>
            Clear all
          </button>
        )}
      </div>
      {faults.length === 0 ? (
        <p class="empty">No active faults.</p>
      ) : (
        <ul class="entries">
          {faults.map(({ id, target, kind, probability, left, happened }) => (
            <li key={id} class={left === 0 ? 'is-over' : ''}>
              <div class="entry-head">
                <strong>
                  {target}: {(kindTexts[kind] ?? kind).toLowerCase()}
                </strong>
                <span class="muted">happened {plural(happened, 'time')}</span>
              </div>
              <p class="hint">
                {probability === 1 ? 'every time' : `${probability * 100}% of the time`},{' '}
                {left === undefined ? 'until it is cleared' : left === 0 ? 'used up' : `${plural(left, 'time')} more`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
