import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AdjustableClock, LocalRunError } from '@jobs/local-aws/kernel';
import type { PendingEvent } from '@jobs/local-aws/lambda';
import { faultyFiles } from '../../testing/faulty-files.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { seededRandom } from '../faults/seeded-random.ts';
import { openPersistentState, type PersistentStateOptions } from './persistent-state.ts';

const stackName = 'jobs-dev';

/** A run on a folder, stopped when the test ends. */
function open(folder: string, options: Partial<PersistentStateOptions> = {}) {
  const problems: string[] = [];
  const reportProblem = (problem: string) => problems.push(problem);
  const state = openPersistentState({ folder, stackName, clock: new AdjustableClock(), reportProblem, ...options });
  let isOpen = true;
  const close = () => {
    if (isOpen) state.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { ...state, problems, close };
}

const eventOf = (deliveryId: string): PendingEvent => ({
  deliveryId,
  requestId: deliveryId,
  functionName: 'worker',
  payload: `{"of":"${deliveryId}"}`,
  invokedFunctionArn: 'arn',
  acceptedAt: 1,
  attempts: 0,
  state: 'queued',
});

const ids = Array.from({ length: 20 }, (_, index) => `id-${index}`);

/** A folder that a run has left with as many events, items, and archived events as there are ids. */
async function filledFolder(): Promise<string> {
  const folder = temporaryFolder();
  const { tables, journal, archives, close } = open(folder);
  for (const id of ids) {
    journal.accepted(eventOf(id));
    tables.write([[id, { id }]]);
    await archives.append('failed', { text: JSON.stringify({ id }), time: 1, visibleAt: 1 });
  }
  close();
  return folder;
}

/** Everything that a run finds. */
async function contents({ tables, journal, archives }: ReturnType<typeof open>) {
  const archived: string[] = [];
  for await (const { text } of archives.read('failed')) archived.push((JSON.parse(text) as { id: string }).id);
  return {
    queue: journal.kept.map(({ deliveryId }) => deliveryId),
    tables: [...tables.load()].map(([key]) => key),
    archived,
  };
}

const everything = { queue: ids, tables: ids, archived: ids };
const files = ['queue.log', 'tables.log', 'archives/failed.log'];

describe('a data folder', () => {
  it('has all its data in the next run', async () => {
    const folder = await filledFolder();
    const run = open(folder);
    expect(await contents(run)).toEqual(everything);
    expect(run.problems).toEqual([]);
  });

  it.each([...files, 'manifest', 'lock'])(
    'opens with any flipped bits in %s, and loses no whole record',
    async (name) => {
      const random = seededRandom(4);
      const folder = await filledFolder();
      const file = join(folder, stackName, name);
      const whole = name === 'lock' ? randomBytes(100) : readFileSync(file);
      for (let round = 0; round < 40; round += 1) {
        const flips = 1 + Math.floor(random() * 3);
        const bytes = Buffer.from(whole);
        for (let flip = 0; flip < flips; flip += 1) {
          const at = Math.floor(random() * bytes.length);
          bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << Math.floor(random() * 8)), at);
        }
        const damaged = temporaryFolder();
        cpSync(folder, damaged, { recursive: true });
        writeFileSync(join(damaged, stackName, name), bytes);
        const run = open(damaged);
        const found = await contents(run);
        for (const [part, left] of Object.entries(found)) {
          const lost = ids.length - left.length;
          expect(lost, `${part}, round ${round}`).toBeLessThanOrEqual(files.some((each) => each === name) ? flips : 0);
          if (lost > 0)
            expect(run.problems).toContainEqual(
              expect.stringMatching(new RegExp(`damaged: .*${name}.*held 20 .*now holds ${left.length}`)),
            );
        }
        run.close();
      }
    },
  );

  it.each(files)('reports that %s is missing, and keeps the rest', async (name) => {
    const folder = await filledFolder();
    rmSync(join(folder, stackName, name));
    const run = open(folder);
    const found = await contents(run);
    expect(Object.values(found).flat()).toHaveLength(40);
    expect(run.problems).toEqual([expect.stringMatching(new RegExp(`missing: .*${name} does not exist. It held 20 `))]);
    run.close();
    expect(open(folder).problems).toEqual([]);
  });

  it.each([
    [
      'gone',
      (file: string) => {
        rmSync(file);
      },
      /missing: .*manifest does not exist\. It is unknown whether other files are truncated\./,
    ],
    [
      'empty',
      (file: string) => {
        writeFileSync(file, '');
      },
      /missing: .*manifest/,
    ],
    [
      'cut',
      (file: string) => {
        writeFileSync(file, readFileSync(file).subarray(0, 40));
      },
      /damaged: .*manifest.*kept as .*manifest\.broken-1/,
    ],
  ])('reports that its manifest is %s, and keeps all data', async (_what, damage, message) => {
    const folder = await filledFolder();
    damage(join(folder, stackName, 'manifest'));
    const run = open(folder);
    expect(await contents(run)).toEqual(everything);
    expect(run.problems).toEqual([expect.stringMatching(message)]);
    run.close();
    expect(open(folder).problems).toEqual([]);
  });

  it('removes files that a killed run was rewriting', async () => {
    const folder = await filledFolder();
    for (const name of files) writeFileSync(join(folder, stackName, `${name}.new`), 'half of a file', { mode: 0o600 });
    const run = open(folder);
    expect(await contents(run)).toEqual(everything);
    expect(run.problems).toEqual([]);
    expect(
      readdirSync(join(folder, stackName), { recursive: true }).filter((name) => String(name).endsWith('.new')),
    ).toEqual([]);
  });

  it('is rejected and left unchanged if an earlier version wrote it', () => {
    for (const name of ['queue.jsonl', 'tables']) {
      const folder = temporaryFolder();
      mkdirSync(join(folder, stackName));
      if (name === 'tables') mkdirSync(join(folder, stackName, name));
      else writeFileSync(join(folder, stackName, name), '');
      expect(() => open(folder)).toThrow(/^.*jobs-dev was written by an earlier version, .* or delete this one\.$/);
      expect(readdirSync(join(folder, stackName))).toEqual([name]);
    }
  });

  it('is rejected if a later version wrote it', async () => {
    const folder = await filledFolder();
    const json = '{"format":2}';
    const { crc32 } = await import('node:zlib');
    writeFileSync(join(folder, stackName, 'manifest'), `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`);
    expect(() => open(folder)).toThrow(
      /manifest has format 2, but this version reads format 1\. Choose another folder/,
    );
  });
});

describe('a folder of kept data is private', () => {
  const modesIn = (folder: string) =>
    readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, String(name))).mode & 0o777);

  it('from the start, whatever the umask', async () => {
    const before = process.umask(0);
    onTestFinished(() => {
      process.umask(before);
    });
    const folder = join(await filledFolder());
    expect(new Set(modesIn(folder))).toEqual(new Set([0o700, 0o600]));
  });

  it('even if it was not before, and reports this', async () => {
    const folder = await filledFolder();
    chmodSync(join(folder, stackName), 0o755);
    chmodSync(join(folder, stackName, 'archives'), 0o750);
    for (const name of files) chmodSync(join(folder, stackName, name), 0o644);
    const run = open(folder);
    expect(run.problems).toEqual([
      `${join(folder, stackName)} was accessible to other users: 5 files and folders are now private.`,
    ]);
    expect(modesIn(folder).filter((mode) => (mode & 0o077) !== 0)).toEqual([]);
    expect(await contents(run)).toEqual(everything);
  });
});

describe('a data folder can only be used by one run', () => {
  /** Tries to open the folder in a process of its own. */
  function openElsewhere(folder: string): { readonly code: number | null; readonly output: string } {
    const script = `
      import { openPersistentState } from ${JSON.stringify(resolve(import.meta.dirname, 'persistent-state.ts'))};
      try {
        openPersistentState({ folder: process.argv[1], stackName: '${stackName}', reportProblem: console.error });
      } catch (error) { console.log(error.name, error.message); process.exit(3); }
      process.exit(0);`;
    const args = ['--conditions=@jobs/source', '--no-warnings', '--input-type=module', '-e', script, folder];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    return { code: status, output: stdout + stderr };
  }

  it('at a time', async () => {
    const folder = await filledFolder();
    const run = open(folder);
    const message = `LocalRunError ${join(folder, stackName)} is in use by another run. Stop that run, or choose another folder with --data.\n`;
    expect(openElsewhere(folder)).toEqual({ code: 3, output: message });
    expect(() => open(folder)).toThrow(/is in use by another run/);
    expect(openElsewhere(folder).code).toBe(3);
    run.close();
    // A process that ends without closing leaves no lock.
    expect(openElsewhere(folder)).toEqual({ code: 0, output: '' });
    expect(openElsewhere(folder)).toEqual({ code: 0, output: '' });
  });

  it('unless its start has failed', async () => {
    const folder = await filledFolder();
    writeFileSync(join(folder, stackName, 'queue.log'), 'nothing');
    const disk = faultyFiles();
    disk.leaveRoom(0);
    expect(() => open(folder, { files: disk.files })).toThrow(/ENOSPC/);
    expect(openElsewhere(folder).code).toBe(0);
  });
});

describe('a folder that cannot be used', () => {
  const refused =
    /^Cannot store data in .*: (\w+: [\w ]+)\. Fix this and start again, or choose another folder with --data\.$/;

  it('is rejected when it is below a file', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const opening = () => open(join(file, 'data'));
    expect(opening).toThrow(LocalRunError);
    expect(opening).toThrow(refused);
    expect(opening).toThrow(/ENOTDIR: not a directory/);
  });

  it.each(['mkdirSync', 'openSync', 'chmodSync', 'readdirSync'] as const)(
    'is rejected when %s is not allowed',
    async (call) => {
      const folder = await filledFolder();
      chmodSync(join(folder, stackName), 0o755);
      const disk = faultyFiles();
      disk.fail(call, 'EACCES');
      const opening = () => open(folder, { files: disk.files });
      expect(opening).toThrow(LocalRunError);
      expect(opening).toThrow(refused);
      expect(opening).toThrow(/EACCES: permission denied/);
    },
  );
});
