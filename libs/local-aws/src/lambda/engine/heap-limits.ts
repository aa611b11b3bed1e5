import type { ResourceLimits } from 'node:worker_threads';

/**
 * V8's own limit is far above the function's memory size, which {@link MemoryWatch} keeps: a thread that meets V8's limit
 * mostly takes the whole process with it.
 */
export function heapLimits(memorySizeMb: number): ResourceLimits {
  return { maxOldGenerationSizeMb: memorySizeMb + 2048 };
}
