import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deadlineSignal } from './deadline-signal.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('deadlineSignal', () => {
  it('aborts a second before the timeout', () => {
    const { signal } = deadlineSignal(300_000);
    vi.advanceTimersByTime(298_999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('leaves nothing behind when it is cancelled', () => {
    const { signal, cancel } = deadlineSignal(5000);
    cancel();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(5000);
    expect(signal.aborted).toBe(false);
  });
});
