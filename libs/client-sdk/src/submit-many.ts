import { abortable } from './abort.ts';
import { requireAtLeast } from './errors.ts';
import type { JobParameters, SuccessfulJob } from './generated/api.gen.ts';
import type { SubmitJob } from './jobs.ts';
import type { WaitOptions } from './wait-for-job.ts';

export interface SubmitManyOptions extends Omit<WaitOptions, 'onStatus' | 'onProgress'> {
  /**
   * The maximum number of jobs in progress, and therefore of results held in memory.
   * @default 10
   */
  readonly concurrency?: number | undefined;
}

/** The outcome of one of many jobs: either `job` or `error` is defined. */
export type SubmitManyResult = {
  /** The position in the input, from 0. */
  readonly index: number;
  readonly parameters: JobParameters;
} & (
  | { readonly id: string; readonly job: SuccessfulJob; readonly error?: undefined }
  | {
      /** Absent if the job was not accepted. */
      readonly id?: string | undefined;
      readonly job?: undefined;
      /** What `submit` or `wait` rejected with. */
      readonly error: unknown;
    }
);

/**
 * Reads ahead in the source only while there is room for results, so that neither side can overwhelm the other. If the
 * source throws, jobs in progress are yielded first.
 */
export async function* submitMany(
  submit: SubmitJob,
  source: Iterable<JobParameters> | AsyncIterable<JobParameters>,
  { concurrency = 10, signal, timeoutMs }: SubmitManyOptions = {},
): AsyncGenerator<SubmitManyResult, void, undefined> {
  requireAtLeast(1, concurrency, 'concurrency');
  if (timeoutMs !== undefined) requireAtLeast(0, timeoutMs, 'timeoutMs');
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const stopping = new AbortController();
  const waiting = { signal: stopping.signal, timeoutMs };
  const results: SubmitManyResult[] = [];
  let taken = 0;
  let yielded = 0;
  let isAsking = false as boolean;
  /** Set when the source has ended, with what it threw, if it threw. */
  let ending: unknown[] | undefined;
  let wake: () => void = () => undefined;

  const run = async (parameters: JobParameters, index: number) => {
    let id: string | undefined;
    try {
      const handle = await submit(parameters, waiting);
      id = handle.id;
      results.push({ index, parameters, id, job: await handle.wait(waiting) });
    } catch (error) {
      results.push({ index, parameters, id, error });
    }
    wake();
  };
  const ask = async () => {
    isAsking = true;
    try {
      const next = await iterator.next();
      if (next.done) ending = [];
      else void run(next.value, taken++);
    } catch (error) {
      ending = [error];
    }
    isAsking = false;
    wake();
  };

  try {
    for (;;) {
      signal?.throwIfAborted();
      if (!ending && !isAsking && taken - yielded < concurrency) void ask();
      const result = results.shift();
      if (result) {
        yield result;
        yielded++;
      } else if (ending && taken === yielded) {
        for (const error of ending) throw error;
        return;
      } else {
        await abortable(() => new Promise<void>((resolve) => (wake = resolve)), signal);
      }
    }
  } finally {
    stopping.abort();
    // A source that is being read right now cannot be closed before it responds, and nobody waits for that.
    if (!ending && !isAsking) await iterator.return?.();
  }
}
