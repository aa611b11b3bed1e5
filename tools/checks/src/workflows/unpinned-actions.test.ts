import { expect, it } from 'vitest';
import { unpinnedActions } from './unpinned-actions.ts';

const commit = '08c6903cd8c0fde910a37f88322edcfb5dd907a8';

it('accepts a commit with its version, and local actions', () => {
  const text = `steps:\n  - uses: actions/checkout@${commit} # v5.0.0\n  - uses: ./.github/actions/set-up\n`;
  expect(unpinnedActions(text)).toEqual([]);
});

it.each(['actions/checkout@v5', `actions/checkout@${commit}`, `actions/checkout@${commit} # v5`, 'docker://alpine'])(
  'names the line of %s',
  (action) => {
    expect(unpinnedActions(`steps:\n  - uses: ${action}\n`)).toEqual([`2: - uses: ${action}`]);
  },
);
