import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { scanTemplates } from './scan-templates.ts';

const assembly = resolve(import.meta.dirname, '../../../infra/cdk.out');

try {
  const templates = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  if (templates.length === 0) throw new Error(`${assembly} has no templates. Create them: npx nx synth infra`);
  if (!scanTemplates(assembly, templates)) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`Cannot scan: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
