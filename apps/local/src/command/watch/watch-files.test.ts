import { mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchFiles } from './watch-files.ts';

let stop: (() => void) | undefined;
afterEach(() => stop?.());

describe('watchFiles', () => {
  it('reports a file each time it is replaced, as editors do when they save', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'watched-'));
    mkdirSync(join(folder, 'inner'));
    const file = join(folder, 'inner', 'job.ts');
    writeFileSync(file, '0');
    const reported: string[] = [];
    stop = watchFiles([folder], (files) => reported.push(...files));
    for (let save = 1; save <= 3; save++) {
      reported.length = 0;
      writeFileSync(`${file}.tmp`, String(save));
      renameSync(`${file}.tmp`, file);
      await vi.waitFor(
        () => {
          expect(reported).toContain(file);
        },
        { timeout: 20_000 },
      );
    }
  });

  it('reports files in new folders', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'watched-'));
    const reported: string[] = [];
    stop = watchFiles([folder], (files) => reported.push(...files));
    mkdirSync(join(folder, 'new'));
    await vi.waitFor(() => {
      expect(reported).toContain(join(folder, 'new'));
    });
    writeFileSync(join(folder, 'new', 'a.ts'), '');
    await vi.waitFor(() => {
      expect(reported).toContain(join(folder, 'new', 'a.ts'));
    });
  });
});
