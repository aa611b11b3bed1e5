import { describe, expect, it } from 'vitest';
import { errorNames } from './error-names.ts';
import * as errors from './errors.ts';

const { DomainError, ...classes } = errors;

describe("the domain's errors", () => {
  it.each(Object.entries(classes))('%s has its name in what it throws', (name, ErrorClass) => {
    expect(new ErrorClass('message')).toMatchObject({ name });
    expect(new ErrorClass('message')).toBeInstanceOf(DomainError);
  });

  it('have one phase each', () => {
    const names = (['load', 'submission', 'claim', 'work', 'store', 'recording'] as const).flatMap((phase) =>
      errorNames(phase),
    );
    expect(names.toSorted()).toEqual(Object.keys(classes).toSorted());
  });

  it('are selected by their phase', () => {
    expect(errorNames('load', 'claim')).toEqual([
      'InvalidConfigurationError',
      'JobAbandonedError',
      'JobClaimError',
      'JobStillRunningError',
    ]);
    expect(errorNames('submission')).toEqual(['InvalidSubmissionError', 'ParametersTooLargeError']);
  });
});
