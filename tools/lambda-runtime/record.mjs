// Writes golden/*.json: the results of Lambda's own runtime client for the handlers in golden/*.cases.txt. See
// README.md.
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { readCases } from './read-cases.mjs';
import { runCase } from './run-case.mjs';

const folder = path.join(import.meta.dirname, 'golden');

for (const file of readdirSync(folder).filter((name) => name.endsWith('.cases.txt'))) {
  const cases = readCases(path.join(folder, file));
  const records = {};
  for (const each of cases) records[each.name] = await runCase(each);
  const golden = path.join(folder, file.replace('.cases.txt', '.json'));
  writeFileSync(golden, `${JSON.stringify(records, null, 2)}\n`);
  process.stdout.write(`${file}: ${cases.length} cases\n`);
}
