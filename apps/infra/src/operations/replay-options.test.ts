import { describe, expect, it } from 'vitest';
import { parseReplayOptions } from './replay-options.ts';

const now = new Date('2026-11-22T12:00:00Z');
const stages = ['dev', 'prod'];
const parse = (...args: string[]) => parseReplayOptions(args, { JOBS_STAGE: 'dev' }, stages, now);

describe('parseReplayOptions', () => {
  it('takes the last hour that is surely in the archive', () => {
    expect(parse()).toEqual({
      stackName: 'jobs-dev',
      since: new Date('2026-11-22T10:50:00Z'),
      until: new Date('2026-11-22T11:50:00Z'),
    });
  });

  it('takes times, and how long ago', () => {
    expect(parse('--since', '2026-11-01T00:00:00Z', '--until=2h')).toMatchObject({
      since: new Date('2026-11-01T00:00:00Z'),
      until: new Date('2026-11-22T10:00:00Z'),
    });
    expect(parse('--since=2d')).toMatchObject({ since: new Date('2026-11-20T12:00:00Z') });
  });

  it('takes the stage from the environment', () => {
    expect(parseReplayOptions([], { JOBS_STAGE: 'prod' }, stages, now)).toMatchObject({ stackName: 'jobs-prod' });
  });

  it.each([
    [['--since', 'yesterday'], /--since must be a time such as/],
    [['--since=5m'], /--since .* must be before --until/],
    [['--sinse=5m'], /--sinse/],
  ])('says what is wrong with %j', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });
});
