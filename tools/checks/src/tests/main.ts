import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '../workspace/environment.ts';
import { countTests, type TestResults } from './count.ts';

/**
 * Prints the totals of all projects' test results and of other failed steps:
 * `main.ts [FAILED_STEPS]`
 */
const [failedSteps = '0'] = process.argv.slice(2);
const inProjects = (file: string) => globSync(`{apps,libs,tools}/*/${file}`, { cwd: workspace });
const results = inProjects('test-results/results.json').map(
  (file) => JSON.parse(readFileSync(join(workspace, file), 'utf8')) as TestResults,
);
const { passed, failed, skipped } = countTests(results, inProjects('vitest.config.ts').length);
const failures = failed + Number(failedSteps);
if (skipped > 0) process.stdout.write(`${skipped} skipped\n`);
process.stdout.write(`${passed} passed, ${failures} failed\n`);
process.exitCode = failures > 0 ? 1 : 0;
