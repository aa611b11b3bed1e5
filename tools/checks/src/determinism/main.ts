import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from '../workspace/checkout.ts';
import { listSources } from '../workspace/scratch-copy.ts';
import { filesWithText, mustBeSame } from './compare-assemblies.ts';
import { synthesize } from './synthesize.ts';

/**
 * Two checkouts in different places, with different machine settings, must produce the same templates and assets, byte
 * for byte; and so must a checkout with other documentation and tests.
 */
const scratch = mkdtempSync(join(tmpdir(), 'determinism-'));
const one = join(scratch, 'one');
const other = join(scratch, 'another/place');
const assembly = 'apps/infra/cdk.out';
try {
  for (const folder of [one, other]) {
    mkdirSync(folder, { recursive: true });
    checkout(folder);
  }
  await Promise.all([
    synthesize(one, { umask: '022', env: { TZ: 'UTC', LC_ALL: 'C' } }),
    synthesize(other, { umask: '077', env: { TZ: 'Asia/Kolkata', LC_ALL: 'tr_TR.UTF-8', AWS_REGION: 'us-west-2' } }),
  ]);
  mustBeSame('another place, time zone, language, umask and region', join(one, assembly), join(other, assembly));
  const named = filesWithText(join(one, assembly), scratch);
  if (named.length > 0) throw new Error(`These contain the path that they were built in: ${named.join(', ')}`);

  const unrelated = listSources().filter((file) => /\.(?:md|test\.ts)$/.test(file));
  for (const file of unrelated) appendFileSync(join(other, file), '// Another line.\n');
  await synthesize(other);
  mustBeSame(`another line in ${unrelated.length} documents and tests`, join(one, assembly), join(other, assembly));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
