import { describe, expect, it } from 'vitest';
import { OnDemand } from './on-demand.ts';

function prepare() {
  const defined: string[] = [];
  let loads = 0;
  const state = { define: (definition: string) => defined.push(definition) };
  const onDemand = new OnDemand<string, typeof state>('first', () => {
    loads++;
    return Promise.resolve(state);
  });
  return { onDemand, defined, loads: () => loads };
}

describe('state on demand', () => {
  it('is loaded once, and only when it is needed', async () => {
    const { onDemand, loads } = prepare();
    onDemand.define('second');
    expect(loads()).toBe(0);
    await Promise.all([onDemand.get(), onDemand.get()]);
    expect(loads()).toBe(1);
  });

  it('gets the current definition and each later one', async () => {
    const { onDemand, defined } = prepare();
    onDemand.define('second');
    const loading = onDemand.get();
    onDemand.define('third');
    await loading;
    onDemand.define('fourth');
    expect(defined).toEqual(['third', 'fourth']);
  });
});
