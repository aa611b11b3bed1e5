import type { JobPage, JobParameters, ListedJob } from '../generated/api.gen.ts';
import { parseJson } from '../response-body.ts';
import { type JobTable, key } from './job-table.ts';
import { problemOf } from './list-query.ts';

/** Responds like the service, without checking signatures. */
export interface InMemoryService {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Makes the next requests fail with a status, or without a response. */
  readonly failNext: (failure: number | Error, times: number) => void;
}

export interface InMemoryServiceOptions {
  readonly table: JobTable;
  readonly onAccepted: () => void;
  /** Validates the parameters. */
  readonly refuse?: ((parameters: JobParameters) => string | undefined) | undefined;
}

const noJob = { message: 'There is no job with this id.' };

export function createInMemoryService({ table, onAccepted, refuse }: InMemoryServiceOptions): InMemoryService {
  const failures: (number | Error)[] = [];

  async function submit({ headers, body }: RequestInit): Promise<Response> {
    const parameters = parseJson(await new Response(body ?? null).text()) as JobParameters | undefined;
    const details = parameters === undefined ? 'The body is not JSON.' : refuse?.(parameters);
    if (parameters === undefined || details !== undefined) {
      return rejection(400, 'BadRequestException', { message: 'Invalid request body', details });
    }
    const id = new Headers(headers).get('idempotency-key') ?? '';
    table.accept(id, parameters);
    onAccepted();
    return json({ id, status: 'Pending' }, 202);
  }

  function get(id: string): Response {
    const job = table.read(id);
    return job ? json(job) : rejection(404, 'NotFoundException', noJob);
  }

  function cancel(id: string): Response {
    const job = table.cancel(id);
    if (!job) return rejection(404, 'NotFoundException', noJob);
    if (job.status === 'Cancelled') return json(job);
    return rejection(409, 'ConflictException', { message: `The job has already ended: its status is ${job.status}.` });
  }

  function list(query: URLSearchParams): Response {
    const problem = problemOf(query);
    return problem === undefined ? json(page(table.list(), query)) : rejection(400, undefined, { message: problem });
  }

  function answer(url: string, init: RequestInit): Response | Promise<Response> {
    init.signal?.throwIfAborted();
    const failure = failures.shift();
    if (failure instanceof Error) throw failure;
    if (failure !== undefined)
      return rejection(failure, `Http${failure}`, { message: `Failed with ${failure} on purpose (failNext).` });
    const { pathname, searchParams } = new URL(url);
    const [path, id = '', action = ''] = /^\/test\/jobs(?:\/([^/]+)(\/cancel)?)?$/.exec(pathname) ?? [];
    switch (path && `${init.method} ${id && '/{jobId}'}${action}`) {
      case 'POST ':
        return submit(init);
      case 'GET ':
        return list(searchParams);
      case 'GET /{jobId}':
        return get(id);
      case 'POST /{jobId}/cancel':
        return cancel(id);
      default:
        return rejection(403, 'MissingAuthenticationTokenException', { message: 'Missing Authentication Token' });
    }
  }

  return {
    failNext: (failure, times) => {
      failures.push(...Array.from({ length: times }, () => failure));
    },
    // Turns an exception into a rejection.
    fetch: (url, init) => Promise.resolve().then(() => answer(url, init)),
  };
}

function page(all: readonly ListedJob[], query: URLSearchParams): JobPage {
  const status = query.get('status');
  const limit = Math.min(100, Number(query.get('limit') ?? 20));
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

const rejection = (status: number, type: string | undefined, body: object) =>
  json(body, status, type === undefined ? {} : { 'x-amzn-errortype': type });
