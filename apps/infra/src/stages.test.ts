import { describe, expect, it } from 'vitest';
import { allStages, parseStage } from './stages.ts';

const valid = { processor: {}, errorHandler: {}, api: {} };

describe('stages', () => {
  it('has dev and prod, and keeps the data of prod only', () => {
    expect(Object.entries(allStages()).map(([name, { retainData }]) => [name, retainData])).toEqual([
      ['dev', false],
      ['prod', true],
    ]);
  });

  it('fills in the defaults', () => {
    expect(parseStage('test', valid)).toMatchObject({
      processor: { timeoutSeconds: 300, reservedConcurrency: 100, retryAttempts: 0 },
      errorHandler: { timeoutSeconds: 5, reservedConcurrency: 100, retryAttempts: 0 },
      maxEventAgeSeconds: 21_600,
    });
  });

  it('names each wrong setting', () => {
    const settings = { ...valid, processor: { timeoutSeconds: 901 }, maxEventAgeSeconds: 59 };
    expect(() => parseStage('test', settings)).toThrow(/Stage 'test'.*processor\.timeoutSeconds.*maxEventAgeSeconds/s);
  });

  it('refuses settings that it does not know', () => {
    expect(() => parseStage('test', { ...valid, timeout: 5 })).toThrow(/timeout/);
  });

  it('refuses a name that can not be a part of the address', () => {
    expect(() => parseStage('my stage', valid)).toThrow(/letters and digits/);
  });
});
