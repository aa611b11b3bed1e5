import type { CancelledJob, Job, JobParameters, JobProgress, JobResults, ListedJob } from '../generated/api.gen.ts';
import { isGeneratedJobId } from '../job-id.ts';

/** What a job in the test double gets in addition to its parameters. */
export interface InMemoryJobContext {
  readonly id: string;
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal;
  readonly progress: (report: Pick<JobProgress, 'percent' | 'message'>) => void;
}

/** Does the work of a job. What it throws fails the job, with the error's name and message. */
export type RunInMemoryJob = (
  parameters: JobParameters,
  context: InMemoryJobContext,
) => JobResults | Promise<JobResults>;

/** How long a job with a generated id and without a record is `Pending`. */
const maxPendingMs = 6 * 3_600_000;

type Record = Exclude<Job, { status: 'Pending' }>;

/** The jobs of the test double, with the rules of the service's table. */
export interface JobTable {
  /** Accepts a job, unless one with the same id exists. */
  readonly accept: (id: string, parameters: JobParameters) => void;
  /** The job as the service returns it; undefined for an id that no job can have. */
  readonly read: (id: string) => Job | undefined;
  /** The job after the call; undefined if there is none to cancel. */
  readonly cancel: (id: string) => Job | undefined;
  /** All jobs that have started or ended, oldest first. */
  readonly list: () => ListedJob[];
  /** Runs all accepted jobs that have not started. Resolves when they have ended. */
  readonly startAll: () => Promise<void>;
}

export function createJobTable(run: RunInMemoryJob, now: () => number, onChange: () => void): JobTable {
  const queued = new Map<string, { readonly parameters: JobParameters; readonly createdAt: string }>();
  const records = new Map<string, Record>();
  const running = new Map<string, AbortController>();
  const timestamp = () => new Date(now()).toISOString();
  const put = (record: Record) => {
    records.set(record.id, record);
    onChange();
  };

  const acceptedAt = (id: string) => (isGeneratedJobId(id) ? Number(id.slice(0, 13)) : NaN);
  const isPending = (id: string) => Math.abs(now() - acceptedAt(id)) <= maxPendingMs;

  async function start(id: string): Promise<void> {
    const job = queued.get(id);
    queued.delete(id);
    // A cancelled job has a record.
    if (!job || records.has(id)) return;
    const { parameters, createdAt } = job;
    const common = { id, parameters, createdAt, startedAt: timestamp() };
    const controller = new AbortController();
    running.set(id, controller);
    put({ ...common, status: 'Running' });
    const progress: InMemoryJobContext['progress'] = (report) => {
      if (running.has(id)) put({ ...common, status: 'Running', progress: { ...report, updatedAt: timestamp() } });
    };
    let end: Record;
    try {
      const results = toJson(await run(parameters, { id, signal: controller.signal, progress }));
      end = { ...common, status: 'Success', results, finishedAt: timestamp() };
    } catch (error) {
      end = { ...common, status: 'Failure', error: describe(error), finishedAt: timestamp() };
    }
    // A cancelled job already has its final status.
    if (running.delete(id)) put(end);
  }

  return {
    accept(id, parameters) {
      if (!queued.has(id) && !records.has(id)) queued.set(id, { parameters, createdAt: timestamp() });
    },
    read: (id) => records.get(id) ?? (isPending(id) ? { id, status: 'Pending' } : undefined),
    cancel(id) {
      const record = records.get(id);
      if (record && record.status !== 'Running') return record;
      if (!record && !isPending(id)) return undefined;
      const { parameters, createdAt, startedAt } = record ?? { createdAt: new Date(acceptedAt(id)).toISOString() };
      const cancelled: CancelledJob = {
        ...{ id, status: 'Cancelled', createdAt, finishedAt: timestamp() },
        ...(parameters !== undefined && { parameters }),
        ...(startedAt !== undefined && { startedAt }),
      };
      running.get(id)?.abort(new Error(`Job ${id} was cancelled.`));
      running.delete(id);
      put(cancelled);
      return cancelled;
    },
    list: () =>
      [...records.values()]
        .sort((one, other) => (key(one) < key(other) ? -1 : 1))
        .map(({ id, status, createdAt, ...rest }) => ({
          ...{ id, status, createdAt },
          ...('startedAt' in rest && { startedAt: rest.startedAt }),
          ...('finishedAt' in rest && { finishedAt: rest.finishedAt }),
        })),
    startAll: async () => {
      await Promise.all([...queued.keys()].map(start));
    },
  };
}

/** The position of a job in lists. */
export const key = ({ id, createdAt }: Pick<ListedJob, 'id' | 'createdAt'>): string => `${createdAt} ${id}`;

/** Results are stored as JSON. */
const toJson = (results: JobResults): JobResults => JSON.parse(JSON.stringify(results)) as JobResults;

const describe = (error: unknown) =>
  error instanceof Error ? { type: error.name, message: error.message } : { type: 'Error', message: String(error) };
