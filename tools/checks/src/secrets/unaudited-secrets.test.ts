import { expect, it } from 'vitest';
import { unauditedSecrets } from './unaudited-secrets.ts';

it('lists real and unaudited secrets', () => {
  const results = {
    'a.ts': [
      { type: 'Secret Keyword', line_number: 1, is_secret: false },
      { type: 'AWS Access Key', line_number: 2 },
    ],
    'b.ts': [{ type: 'Private Key', line_number: 3, is_secret: true }],
  };
  expect(unauditedSecrets(JSON.stringify({ results }))).toEqual(['a.ts:2: AWS Access Key', 'b.ts:3: Private Key']);
});
