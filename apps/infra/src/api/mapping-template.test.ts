import { describe, expect, it } from 'vitest';
import { mappingTemplate } from './mapping-template.ts';

describe('mappingTemplate', () => {
  it('sets the values in front of the files', () => {
    const template = mappingTemplate(['get-job.request'], { tableName: 'jobs', limit: 3 });
    expect(template).toMatch(/^#set\(\$tableName = 'jobs'\)\n#set\(\$limit = 3\)\n\{/);
  });

  it('refuses a value that would end its string', () => {
    expect(() => mappingTemplate(['get-job.request'], { tableName: "a'b" })).toThrow(/tableName/);
  });
});
