import { describe, expect, it } from 'vitest';
import schema from '../replay/replay.schema.json' with { type: 'json' };
import { parseWindow } from './time-option.ts';

const now = new Date('2026-11-22T12:00:00Z');
const defaults = { since: schema.properties.since.default, until: schema.properties.until.default };

describe('a window of time', () => {
  it('is, for a replay, the last hour that is surely in the archive', () => {
    expect(parseWindow(defaults.since, defaults.until, now)).toEqual({
      since: new Date('2026-11-22T10:50:00Z'),
      until: new Date('2026-11-22T11:50:00Z'),
    });
  });

  it('takes times, and how long ago', () => {
    expect(parseWindow('2026-11-01T00:00:00Z', '2h', now)).toEqual({
      since: new Date('2026-11-01T00:00:00Z'),
      until: new Date('2026-11-22T10:00:00Z'),
    });
    expect(parseWindow('2d', '0m', now)).toEqual({ since: new Date('2026-11-20T12:00:00Z'), until: now });
  });

  it.each([
    ['yesterday', '10m', /--since must be a time such as/],
    ['1h', '2026-13-01T00:00:00Z', /--until must be a time such as/],
    ['5m', '10m', /--since .* must be before --until/],
  ])('names the problem with %j to %j', (since, until, message) => {
    expect(() => parseWindow(since, until, now)).toThrow(message);
  });
});
