import { describe, expect, it } from 'vitest';
import { allStages } from './all-stages.ts';
import { parseStage } from './stage-settings.ts';

describe('stages', () => {
  it('has dev and prod, and keeps the data of prod only', () => {
    expect(Object.entries(allStages()).map(([name, { retainData }]) => [name, retainData])).toEqual([
      ['dev', false],
      ['prod', true],
    ]);
  });

  it('fills in the defaults', () => {
    expect(parseStage('test', {})).toMatchObject({
      processor: { timeoutSeconds: 300, reservedConcurrency: 100, retryAttempts: 0 },
      errorHandler: { timeoutSeconds: 5, reservedConcurrency: 100, retryAttempts: 0 },
      maxEventAgeSeconds: 21_600,
    });
  });

  it('names each invalid setting', () => {
    const settings = { processor: { timeoutSeconds: 901 }, maxEventAgeSeconds: 59 };
    expect(() => parseStage('test', settings)).toThrow(/Stage 'test'.*processor\.timeoutSeconds.*maxEventAgeSeconds/s);
  });

  it('says what an invalid setting is and must be', () => {
    const settings = { api: { burstLimit: 0 }, logRetentionDays: 29, tags: { 'aws:cost': 'x' }, retainData: 'yes' };
    const message =
      /logRetentionDays: .*14\|30.* \(it is 29\)\n.*burstLimit: .*>=1 \(it is 0\)\n.*retainData: .*\(it is "yes"\)\n/;
    expect(() => parseStage('test', settings)).toThrow(message);
    expect(() => parseStage('test', settings)).toThrow(/tags\.aws:cost: must be a valid AWS tag key/);
  });

  it('reserves concurrency for a function, or none', () => {
    const reserve = (reservedConcurrency: unknown) => parseStage('test', { processor: { reservedConcurrency } });
    expect(reserve('none').processor.reservedConcurrency).toBe('none');
    expect(() => reserve('all')).toThrow(/processor\.reservedConcurrency: .* of at least 0, or 'none' \(it is "all"\)/);
    expect(() => reserve(-1)).toThrow(/processor\.reservedConcurrency: .*>=0 \(it is -1\)/);
  });

  it('keeps archived events for as long as finished jobs by default', () => {
    expect(parseStage('test', {}).archiveRetentionDays).toBe(0);
    expect(parseStage('test', { jobRetentionDays: 30 }).archiveRetentionDays).toBe(30);
    expect(parseStage('test', { jobRetentionDays: 30, archiveRetentionDays: 7 }).archiveRetentionDays).toBe(7);
    expect(parseStage('test', { archiveRetentionDays: 7 }).archiveRetentionDays).toBe(7);
  });

  it.each([0, 31])('rejects an archive that outlives the jobs: %i days against 30', (archiveRetentionDays) => {
    const parse = () => parseStage('test', { jobRetentionDays: 30, archiveRetentionDays });
    expect(parse).toThrow(
      /archiveRetentionDays: must not be longer than jobRetentionDays, which is 30: .* \(it is \d+\)/,
    );
  });

  it('requires a stage that keeps its data to set all of its retention periods', () => {
    expect(() => parseStage('test', { retainData: true, logRetentionDays: 30 })).toThrow(
      /jobRetentionDays: must be set.*\n.*archiveRetentionDays: must be set.*\n.*accessLogRetentionDays: must be set/,
    );
    const all = { archiveRetentionDays: 0, logRetentionDays: 9999, accessLogRetentionDays: 9999 };
    expect(parseStage('test', { retainData: true, jobRetentionDays: 'forever', ...all })).toMatchObject({
      ...all,
      jobRetentionDays: undefined,
    });
  });

  it('derives the rate limits from the capacity of the processor by default', () => {
    const limits = (settings: object) => {
      const { rateLimit, burstLimit } = parseStage('test', settings).api;
      return [rateLimit, burstLimit];
    };
    expect(limits({})).toEqual([500, 1000]);
    expect(limits({ processor: { reservedConcurrency: 40 } })).toEqual([200, 400]);
    expect(limits({ processor: { reservedConcurrency: 1 } })).toEqual([100, 200]);
    expect(limits({ processor: { reservedConcurrency: 'none' } })).toEqual([1000, 2000]);
    expect(limits({ api: { rateLimit: 50 } })).toEqual([50, 100]);
    expect(limits({ api: { burstLimit: 7 } })).toEqual([500, 7]);
  });

  it('keeps nothing in prod forever', () => {
    const { jobRetentionDays, archiveRetentionDays, logRetentionDays, accessLogRetentionDays } = allStages().prod!;
    expect(jobRetentionDays).toBeLessThanOrEqual(3653);
    expect([0, 9999]).not.toContain(archiveRetentionDays);
    for (const days of [logRetentionDays, accessLogRetentionDays]) expect(days).toBeLessThan(9999);
  });

  it('keeps the access log as long as the other logs by default', () => {
    expect(parseStage('test', {})).toMatchObject({ logRetentionDays: 30, accessLogRetentionDays: 30 });
    expect(parseStage('test', { logRetentionDays: 7 }).accessLogRetentionDays).toBe(7);
    expect(parseStage('test', { accessLogRetentionDays: 365 }).logRetentionDays).toBe(30);
  });

  it('rejects unknown settings', () => {
    expect(() => parseStage('test', { timeout: 5 })).toThrow(/timeout/);
  });

  it('rejects a name that cannot be part of the URL', () => {
    expect(() => parseStage('my stage', {})).toThrow(/letters and digits/);
  });
});
