import { describe, expect, it } from 'vitest';
import { jobErrorTypes } from '#job';
import { errorTypeForMetrics } from './error-type-for-metrics.ts';

describe('the error type as a dimension of metrics', () => {
  it.each([
    ...jobErrorTypes,
    'JobClaimError',
    'JobStoreUnavailableError',
    'TypeError',
    'Sandbox.Timedout',
    'EventAgeExceeded',
  ])('is %s', (name) => {
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
  ])('is the same for all other names: %j', (name) => {
    expect(errorTypeForMetrics(name)).toBe('Other');
  });
});
