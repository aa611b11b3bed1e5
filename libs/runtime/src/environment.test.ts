import { describe, expect, it } from 'vitest';
import { CommonEnvironmentSchema, readEnvironment } from './environment.ts';

const read = (environment: NodeJS.ProcessEnv) => readEnvironment(CommonEnvironmentSchema, environment);

describe('readEnvironment', () => {
  it('converts text to numbers', () => {
    expect(read({ JOBS_TABLE_NAME: 'jobs', JOB_RETENTION_SECONDS: '86400' })).toEqual({
      JOBS_TABLE_NAME: 'jobs',
      JOB_RETENTION_SECONDS: 86_400,
    });
  });

  it.each([
    [{}, /JOBS_TABLE_NAME must be of type string/],
    [{ JOBS_TABLE_NAME: '' }, /JOBS_TABLE_NAME must be at least 1/],
    [{ JOBS_TABLE_NAME: 'jobs', JOB_RETENTION_SECONDS: '' }, /JOB_RETENTION_SECONDS must match/],
    [{ JOBS_TABLE_NAME: 'jobs', JOB_RETENTION_SECONDS: '1e9' }, /JOB_RETENTION_SECONDS must match/],
    [{ JOBS_TABLE_NAME: 'jobs', JOB_RETENTION_SECONDS: '3600' }, /JOB_RETENTION_SECONDS must be at least 86400/],
  ])('names the problem with %j', (environment, message) => {
    expect(() => read(environment)).toThrow(message);
    expect(() => read(environment)).toThrow(expect.objectContaining({ name: 'InvalidConfigurationError' }) as Error);
  });
});
