import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFinding } from '@jobs/infra/findings';
import { parseStage } from '@jobs/infra/stage-settings';
import { synthesize } from '@jobs/infra/synthesize';
import { settingVariants } from '@jobs/infra/testing/setting-variants';
import { scanTemplates } from '@jobs/operations/scan-templates';

/** cdk-nag, cfn-lint and checkov must find nothing in templates that together have every stage setting. */
const folder = mkdtempSync(join(tmpdir(), 'settings-'));
try {
  // The functions' code does not affect the template.
  const bundle = join(folder, 'bundle');
  mkdirSync(bundle);
  writeFileSync(join(bundle, 'handler.mjs'), 'export const handler = async () => null;\n');
  const stages = Object.fromEntries(
    Object.entries(settingVariants).map(([name, settings]) => [name, parseStage(name, settings)]),
  );
  const assembly = join(folder, 'cdk.out');
  const findings = synthesize(assembly, stages, { processor: bundle, errorHandler: bundle });
  for (const finding of findings) process.stderr.write(`${describeFinding(finding)}\n`);
  const templates = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  const isClean = scanTemplates(assembly, templates);
  if (findings.length > 0 || !isClean) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
