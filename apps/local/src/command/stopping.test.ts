import { afterEach, expect, it, vi } from 'vitest';
import type { LocalStack } from '../stack/local-stack.ts';
import { Stopping } from './stopping.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A `Stopping` of a stack with these pending requests. */
function stopping(stop: () => Promise<void>, requestIds: readonly string[] = []) {
  const said: string[] = [];
  const say = (message: string) => {
    said.push(message);
  };
  const pending = () => requestIds.map((requestId) => ({ requestId }));
  const stack = { stop, lambda: { pending } } as unknown as LocalStack;
  const files = { remove: () => undefined };
  return { said, stopping: new Stopping({ stack, files, output: { note: say, problem: say } }) };
}

it('stops everything once, and counts a job that was delivered twice once', async () => {
  let stops = 0;
  const count = () => {
    stops += 1;
    return Promise.resolve();
  };
  const { said, stopping: all } = stopping(count, ['a', 'b', 'a']);
  all.add(count);
  expect(all.signal.aborted).toBe(false);
  await Promise.all([all.stop(), all.stop()]);
  expect(all.signal.aborted).toBe(true);
  expect(stops).toBe(2);
  expect(said).toEqual([
    'Lost 2 accepted jobs: the queue was in memory only. Start with --data DIR to keep it between runs.',
  ]);
});

it('ends the process when a stop takes too long', async () => {
  vi.useFakeTimers();
  const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  const { said, stopping: all } = stopping(() => new Promise(() => undefined));
  void all.stop();
  await vi.advanceTimersByTimeAsync(9_999);
  expect(exit).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(exit).toHaveBeenCalledExactlyOnceWith(1);
  expect(said).toEqual(['Cannot stop within 10 seconds: something is still running. Exiting anyway.']);
});
