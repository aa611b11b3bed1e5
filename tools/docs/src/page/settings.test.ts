import { describe, expect, it } from 'vitest';
import { parseStage } from '@jobs/infra/stage-settings';
import { namedSetting } from './settings.ts';

const settings = parseStage('test', { maxEventAgeSeconds: 3600 });

describe('namedSetting', () => {
  it('names a setting with its number', () => {
    expect(namedSetting(settings, 'maxEventAgeSeconds')).toBe('`maxEventAgeSeconds` (3,600)');
    expect(namedSetting(settings, 'processor.timeoutSeconds')).toBe('`processor.timeoutSeconds` (300)');
  });

  it.each(['processor', 'processor.speed', 'nothing.at.all'])('rejects %s', (path) => {
    expect(() => namedSetting(settings, path)).toThrow(`stage-settings.ts has no numeric setting '${path}'.`);
  });
});
