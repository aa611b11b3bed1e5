// Adds up what the test runs of all projects left in their test-results folders.
import { globSync, readFileSync } from 'node:fs';

const results = globSync('{apps,libs,tools}/*/test-results/results.json').map((file) =>
  JSON.parse(readFileSync(file, 'utf8')),
);
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const [passed, failed, skipped] = [sum('numPassedTests'), sum('numFailedTests'), sum('numPendingTests')];

// A project whose tests did not run, or a file that could not be loaded, must not look like success.
const projects = globSync('{apps,libs,tools}/*/vitest.config.ts').length;
const missing = projects - results.length;
const unloadable = results.filter((result) => !result.success && result.numFailedTests === 0).length;
const failures = failed + missing + unloadable;

if (missing > 0) console.log(`${missing} projects left no test results`);
if (skipped > 0) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failures} failed`);
process.exitCode = failures > 0 ? 1 : 0;
