import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { ProcessReaper } from './process-reaper.ts';

/** A long-running process in its own process group. */
function start() {
  const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
  onTestFinished(() => {
    child.kill();
  });
  return { child, group: child.pid!, end: once(child, 'exit') };
}

it('kills only the remaining groups when it stops', async () => {
  const reaper = new ProcessReaper();
  const [first, removed, last] = [start(), start(), start()];
  for (const { group } of [first, removed, last]) reaper.add(group);
  reaper.remove(removed.group);
  reaper.stop();
  expect(await first.end).toEqual([null, 'SIGKILL']);
  expect(await last.end).toEqual([null, 'SIGKILL']);
  removed.child.kill('SIGTERM');
  expect(await removed.end).toEqual([null, 'SIGTERM']);
});

it('has nothing to do when nothing was started', () => {
  expect(() => {
    new ProcessReaper().stop();
  }).not.toThrow();
});
