import type { ResourceLimits } from 'node:worker_threads';

const youngGenerationMb = 16;

/**
 * The thread's JavaScript heap for a function's memory size: nine tenths of it, as in Lambda's Node.js runtime.
 * Buffers are outside that heap and aren't limited.
 */
export function heapLimits(memorySizeMb: number): ResourceLimits {
  const heapMb = Math.floor(memorySizeMb * 0.9);
  return { maxYoungGenerationSizeMb: youngGenerationMb, maxOldGenerationSizeMb: heapMb - youngGenerationMb };
}
