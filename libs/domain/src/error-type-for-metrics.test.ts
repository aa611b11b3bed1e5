import { describe, expect, it } from 'vitest';
import { errorTypeForMetrics } from './error-type-for-metrics.ts';
import * as errors from './errors.ts';
import { jobErrorTypes } from './job.ts';

/** Errors that the error handler throws itself, or that are never a job's. */
const notOfJobs = [
  'DomainError',
  'FailureNotSettledError',
  'InvalidFailureRecordError',
  'JobStillRunningError',
  'JobTooLargeToStoreError',
  'PermanentError',
  'RetryableError',
];

describe('the error type as a dimension of metrics', () => {
  it.each(Object.keys(errors).filter((name) => !notOfJobs.includes(name)))('is the name of an error: %s', (name) => {
    expect(errorTypeForMetrics(name)).toBe(name);
  });

  it.each([...jobErrorTypes, 'TypeError', 'Sandbox.Timedout', 'EventAgeExceeded'])('is %s', (name) => {
    expect(errorTypeForMetrics(name)).toBe(name);
  });

  it.each([
    '',
    'typeerror',
    'TypeError ',
    'Error4711',
    'constructor',
    '__proto__',
    'E'.repeat(300),
    '\u0000',
    'Ошибка',
  ])('is one and the same for all other names: %j', (name) => {
    expect(errorTypeForMetrics(name)).toBe('Other');
  });
});
