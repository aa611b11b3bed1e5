import type { StackView } from '../protocol.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { duration } from '../ui/format.ts';

export function Overview({ view }: { readonly view: StackView }) {
  return (
    <div class="columns">
      <section class="card" aria-labelledby="outputs">
        <h2 id="outputs">Outputs</h2>
        <dl class="facts">
          {Object.entries({ Region: view.region, Endpoint: view.endpoint, ...view.outputs }).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <span class="mono">{value}</span>
                <CopyButton text={value} label={name} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section class="card" aria-labelledby="functions">
        <h2 id="functions">Functions</h2>
        <ul class="entries">
          {view.functions.map(({ target, name, reserved, timeoutSeconds, memoryMb }) => (
            <li key={name}>
              <strong>{target}</strong>
              <p class="hint mono">{name}</p>
              <p class="hint">
                {memoryMb} MB · timeout {duration(timeoutSeconds * 1000)} ·{' '}
                {reserved === undefined ? 'no reserved concurrency' : `reserved concurrency ${reserved}`}
              </p>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
