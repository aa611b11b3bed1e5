import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspaceFiles } from '../links/workspace-files.ts';
import { settingPaths, unknownSettings } from './named-settings.ts';

const workspace = resolve(import.meta.dirname, '../../../..');
const paths = settingPaths();
const pages = ['README.md', ...workspaceFiles(workspace, 'docs').filter((path) => path.endsWith('.md'))];

describe('the settings named on a page', () => {
  it('are found in the schema, including those in groups', () => {
    expect([...paths]).toEqual(
      expect.arrayContaining(['maxEventAgeSeconds', 'processor.timeoutSeconds', 'api.webAcl.requestsPerFiveMinutes']),
    );
  });

  it.each(pages)('%s: exist', (page) => {
    expect(unknownSettings(readFileSync(join(workspace, page), 'utf8'), paths)).toEqual([]);
  });

  it('are reported when they are missing', () => {
    const text = '`processor.timeoutSeconds` `processor.speed` `api.webAcl: {}` `job.ts` `api.on: true`';
    expect(unknownSettings(text, paths)).toEqual(['processor.speed', 'api.on']);
  });
});
