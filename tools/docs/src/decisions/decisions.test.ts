import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = resolve(import.meta.dirname, '../../../../docs/decisions');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const records = readdirSync(folder).filter((file) => file !== 'README.md');

describe('docs/decisions', () => {
  it('lists each record with its number and its title', () => {
    const listed = [...read('README.md').matchAll(/^\| (\d+) +\| \[(.+)\]\((.+)\) +\|$/gm)];
    expect(listed.map(([, number, title, file]) => ({ file, head: `# ${number}. ${title}` }))).toEqual(
      records.map((file) => ({ file, head: read(file).split('\n')[0] })),
    );
  });

  it('numbers them without gaps', () => {
    expect(records.map((file) => Number(file.slice(0, 4)))).toEqual(records.map((_, index) => index + 1));
  });

  it.each(records)('%s has context, decision, alternatives and consequences', (file) => {
    expect(read(file)).toMatch(
      /^Accepted, .+\*\*Context\.\*\*.+\*\*Decision\.\*\*.+\*\*Alternatives\.\*\*.+\*\*Consequences\.\*\*/ms,
    );
  });
});
