import { describe, expect, it } from 'vitest';
import { mappingTemplate } from './mapping-template.ts';

describe('mappingTemplate', () => {
  it('sets the values before the template', () => {
    const template = mappingTemplate('unavailable', { tableName: 'jobs', limit: 3 });
    expect(template).toMatch(/^#set\(\$tableName = 'jobs'\)\n#set\(\$limit = 3\)\n#set/);
  });

  it('inserts the files that a template parses, recursively', () => {
    const template = mappingTemplate('cancel-job.request');
    expect(template).not.toContain('#parse');
    expect(template.match(/#set\(\$iso = /g)).toHaveLength(2);
  });

  it('rejects a value that would end its string', () => {
    expect(() => mappingTemplate('get-job.request', { tableName: "a'b" })).toThrow(/tableName/);
  });
});
