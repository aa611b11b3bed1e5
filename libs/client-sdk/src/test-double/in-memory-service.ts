import type { JobPage, JobParameters, ListedJob } from '../generated/api.gen.ts';
import { type JobTable, key } from './job-table.ts';

/** Answers as the service does, without its signatures. */
export interface InMemoryService {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Answers the next requests with a status, or not at all. */
  readonly failNext: (failure: number | Error, times: number) => void;
}

export interface InMemoryServiceOptions {
  readonly table: JobTable;
  readonly onAccepted: () => void;
  /** What is wrong with the parameters. */
  readonly refuse?: ((parameters: JobParameters) => string | undefined) | undefined;
}

const noJob = { message: 'There is no job with this id.' };

export function createInMemoryService({ table, onAccepted, refuse }: InMemoryServiceOptions): InMemoryService {
  const failures: (number | Error)[] = [];

  function submit({ headers, body }: RequestInit): Response {
    const parameters = JSON.parse(body as string) as JobParameters;
    const details = refuse?.(parameters);
    if (details !== undefined) return refusal(400, 'BadRequestException', { message: 'Invalid request body', details });
    const id = new Headers(headers).get('idempotency-key') ?? '';
    table.accept(id, parameters);
    onAccepted();
    return json({ id, status: 'Pending' }, 202);
  }

  function get(id: string): Response {
    const job = table.read(id);
    return job ? json(job) : refusal(404, 'NotFoundException', noJob);
  }

  function cancel(id: string): Response {
    const job = table.cancel(id);
    if (!job) return refusal(404, 'NotFoundException', noJob);
    if (job.status === 'Cancelled') return json(job);
    return refusal(409, 'ConflictException', { message: `The job has already ended: its status is ${job.status}.` });
  }

  function answer(url: string, init: RequestInit): Response {
    init.signal?.throwIfAborted();
    const failure = failures.shift();
    if (failure instanceof Error) throw failure;
    if (failure !== undefined) return refusal(failure, `Http${failure}`, { message: `Answered with ${failure}` });
    const { pathname, searchParams } = new URL(url);
    const [, , , id, action] = pathname.split('/');
    if (id === undefined) return init.method === 'POST' ? submit(init) : json(page(table.list(), searchParams));
    return action === 'cancel' ? cancel(id) : get(id);
  }

  return {
    failNext: (failure, times) => {
      failures.push(...Array.from({ length: times }, () => failure));
    },
    // What is thrown is a rejection.
    fetch: (url, init) => Promise.resolve().then(() => answer(url, init)),
  };
}

function page(all: readonly ListedJob[], query: URLSearchParams): JobPage {
  const status = query.get('status');
  const limit = Number(query.get('limit') ?? 20);
  const after = atob(query.get('cursor') ?? '');
  const jobs = all.filter((job) => status === null || job.status === status);
  const isAscending = query.get('order') === 'asc';
  if (!isAscending) jobs.reverse();
  const rest = jobs.filter((job) => after === '' || (isAscending ? key(job) > after : key(job) < after));
  const listed = rest.slice(0, limit);
  const last = listed.at(-1);
  return { jobs: listed, ...(last && rest.length > limit && { nextCursor: btoa(key(last)) }) };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

const refusal = (status: number, type: string, body: object) => json(body, status, { 'x-amzn-errortype': type });
