import type { JobParameters, SuccessfulJob } from './generated/api.gen.ts';
import type { SubmitJob } from './jobs.ts';
import { JobsConfigurationError } from './errors.ts';
import type { WaitOptions } from './wait-for-job.ts';

export interface SubmitManyOptions extends Omit<WaitOptions, 'onStatus'> {
  /**
   * How many jobs are under way at a time, and so how many results are held at most.
   * @default 10
   */
  readonly concurrency?: number | undefined;
}

/** What became of one of many jobs: `error` is undefined exactly when `job` is there. */
export type SubmitManyResult = {
  /** The place in the input, from 0. */
  readonly index: number;
  readonly parameters: JobParameters;
} & (
  | { readonly id: string; readonly job: SuccessfulJob; readonly error?: undefined }
  | {
      /** Absent when the job was not accepted. */
      readonly id?: string | undefined;
      readonly job?: undefined;
      /** What `submit` or `wait` rejected with. */
      readonly error: unknown;
    }
);

/**
 * Reads ahead in the source only as far as there is room for results, so that neither side can flood the other. When the
 * source throws, what is under way is yielded first.
 */
export async function* submitMany(
  submit: SubmitJob,
  source: Iterable<JobParameters> | AsyncIterable<JobParameters>,
  { concurrency = 10, signal, timeoutMs }: SubmitManyOptions = {},
): AsyncGenerator<SubmitManyResult, void, undefined> {
  if (!(concurrency >= 1)) throw new JobsConfigurationError(`concurrency is ${concurrency}.`);
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const stopping = new AbortController();
  const results: SubmitManyResult[] = [];
  let taken = 0;
  let yielded = 0;
  let isReading = false as boolean;
  let sourceEnd: { readonly error?: unknown } | undefined;
  let wake: () => void = () => undefined;

  const run = async (parameters: JobParameters, index: number) => {
    let id: string | undefined;
    try {
      const handle = await submit(parameters, { signal: stopping.signal });
      id = handle.id;
      const job = await handle.wait({ signal: stopping.signal, timeoutMs });
      results.push({ index, parameters, id, job });
    } catch (error) {
      results.push({ index, parameters, id, error });
    }
    wake();
  };
  const readAhead = async () => {
    if (isReading) return;
    isReading = true;
    try {
      while (!sourceEnd && !stopping.signal.aborted && taken - yielded < concurrency) {
        const next = await iterator.next();
        if (next.done) sourceEnd = {};
        else void run(next.value, taken++);
      }
    } catch (error) {
      sourceEnd = { error };
    }
    isReading = false;
    wake();
  };
  const stop = () => {
    stopping.abort(signal?.reason);
    wake();
  };

  signal?.addEventListener('abort', stop);
  try {
    for (;;) {
      signal?.throwIfAborted();
      void readAhead();
      const result = results.shift();
      if (result) {
        yield result;
        yielded++;
      } else if (sourceEnd && taken === yielded) {
        if ('error' in sourceEnd) throw sourceEnd.error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
    // A source that is asked right now can't be closed before it answers, and nobody waits for that.
    if (!sourceEnd && !isReading) await iterator.return?.();
  }
}
