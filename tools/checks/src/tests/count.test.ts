import { expect, it } from 'vitest';
import { countTests, type TestResults } from './count.ts';

const green: TestResults = { success: true, numPassedTests: 3, numFailedTests: 0, numPendingTests: 1 };

it('adds up all projects', () => {
  const red = { success: false, numPassedTests: 1, numFailedTests: 2, numPendingTests: 0 };
  expect(countTests([green, red, green], 3)).toEqual({ passed: 7, failed: 2, skipped: 2 });
});

it('counts a project without results as failed', () => {
  expect(countTests([green], 2)).toEqual({ passed: 3, failed: 1, skipped: 1 });
});

it('counts a file that could not be loaded as failed', () => {
  expect(countTests([{ ...green, success: false }], 1)).toEqual({ passed: 3, failed: 1, skipped: 1 });
});
