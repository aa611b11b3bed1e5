import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { conformanceTable } from './conformance.ts';
import { readFacts } from './fact.ts';
import { namedTests } from './named-tests.ts';
import { notApplicable } from './not-applicable.ts';
import { witnessSection } from './witnesses.ts';

const workspace = resolve(import.meta.dirname, '../../../..');
const file = resolve(workspace, 'apps/local/conformance.md');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

try {
  const table = conformanceTable(readFacts(workspace), namedTests(workspace), notApplicable, witnessSection(workspace));
  if (!values.check) writeFileSync(file, table);
  else if (readFileSync(file, 'utf8') !== table)
    throw new Error(`${file} is out of date. Run: npx nx run local:conformance`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
