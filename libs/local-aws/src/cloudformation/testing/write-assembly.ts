import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Writes a cloud assembly with one stack, and returns its folder, which is removed when the test ends. */
export function writeAssembly(template: object, bundles: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [name, source] of Object.entries(bundles)) {
    mkdirSync(join(folder, `asset.${name}`));
    writeFileSync(join(folder, `asset.${name}`, 'handler.mjs'), source);
  }
  const files = Object.keys(bundles).map((name) => [
    name,
    {
      source: { path: `asset.${name}` },
      destinations: { 'current_account-current_region': { objectKey: `${name}.zip` } },
    },
  ]);
  const artifacts = {
    'test.assets': { type: 'cdk:asset-manifest', properties: { file: 'test.assets.json' } },
    test: {
      type: 'aws:cloudformation:stack',
      properties: { templateFile: 'test.template.json' },
      dependencies: ['test.assets'],
    },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts }));
  writeFileSync(join(folder, 'test.assets.json'), JSON.stringify({ files: Object.fromEntries(files) as object }));
  writeFileSync(join(folder, 'test.template.json'), JSON.stringify(template));
  return folder;
}
