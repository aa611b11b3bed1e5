/** A project's results from Vitest's JSON reporter. */
export interface TestResults {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Adds up the results of all projects. A project whose tests did not run or that has a file that could not be loaded
 * counts as a failed test: it must not look like success.
 * @param projects the number of projects that have tests
 */
export function countTests(results: readonly TestResults[], projects: number): Count {
  const sum = (count: (result: TestResults) => number) => results.reduce((total, result) => total + count(result), 0);
  const missing = projects - results.length;
  const unloadable = results.filter((result) => !result.success && result.numFailedTests === 0).length;
  return {
    passed: sum((result) => result.numPassedTests),
    failed: sum((result) => result.numFailedTests) + missing + unloadable,
    skipped: sum((result) => result.numPendingTests),
  };
}
