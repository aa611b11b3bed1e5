import type { StackView } from '../protocol.ts';
import { plural } from '../ui/format.ts';

export function Resources({ resources }: { readonly resources: StackView['resources'] }) {
  const types = new Map<string, StackView['resources'][number][]>();
  for (const resource of resources) types.set(resource.type, [...(types.get(resource.type) ?? []), resource]);
  const inert = resources.filter(({ isInert }) => isInert).length;
  return (
    <section class="card" aria-labelledby="resources">
      <div class="card-head">
        <h2 id="resources">{plural(resources.length, 'resource')}</h2>
        <span class="muted">{inert === 0 ? 'all emulated' : `${inert} without local effect`}</span>
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="resources">
        <table>
          <thead>
            <tr>
              <th scope="col">Type</th>
              <th scope="col">Logical ids</th>
              <th scope="col">Local run</th>
            </tr>
          </thead>
          <tbody>
            {[...types].map(([type, same]) => (
              <tr key={type}>
                <th scope="row" class="mono">
                  {type}
                </th>
                <td class="mono ids">{same.map(({ logicalId }) => logicalId).join(', ')}</td>
                <td>
                  {same.every(({ isInert }) => isInert) ? (
                    <span class="status status-muted">inert</span>
                  ) : (
                    <span class="status status-good">emulated</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
