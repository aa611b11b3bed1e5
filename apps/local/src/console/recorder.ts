import type { Pulse, Request, Station, Tone } from '@jobs/console/protocol';
import type { Clock, HttpResponse, StackEvent } from '@jobs/local-aws/kernel';
import { describe, type EventStyle, type JobEvent, who } from '../events/describe-event.ts';
import { readFunctionLogLine } from '../events/function-log-line.ts';
import { jobIdIn, JobIds } from '../events/job-ids.ts';
import type { FunctionLabels } from '../stack/label-functions.ts';
import { jobIdOfRequest, readAccessLine } from './access-line.ts';
import { JobRecords } from './job-records.ts';
import { findWay, stationOf } from './moves.ts';
import { maxTextLength, truncateText } from './truncate-text.ts';

/** A change, for listeners that show it immediately. */
export interface Change {
  readonly move?: { readonly from: Station; readonly to: Station; readonly tone: Tone };
  readonly job?: { readonly id: string; readonly status?: string };
}

const tones: Readonly<Record<EventStyle, Tone>> = { cyan: 'neutral', green: 'good', yellow: 'warning', red: 'bad' };
const maxRequests = 200;
const maxReplays = 100;

/** Records what the run reports, in bounded memory: the newest jobs and requests, and totals. */
export class Recorder {
  readonly jobs: JobRecords;
  readonly totals: { -readonly [Name in keyof Pulse['totals']]: number } = {
    ...{ accepted: 0, refused: 0, started: 0, retried: 0, throttled: 0 },
    ...{ succeeded: 0, failed: 0, cancelled: 0, replayed: 0, eventsSent: 0 },
  };
  /** Oldest first. */
  readonly requests: Request[] = [];
  /** How many events each replay has delivered. */
  readonly replayed = new Map<string, number>();
  readonly #clock: Clock;
  readonly #jobIds = new JobIds();
  readonly #listeners = new Set<(change: Change) => void>();

  constructor(clock: Clock, jobs = new JobRecords()) {
    this.#clock = clock;
    this.jobs = jobs;
  }

  /** Calls the listener on each change. @returns a function that removes the listener */
  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  observe(event: StackEvent, labelOf: FunctionLabels): void {
    const jobId = this.#jobIds.of(event);
    const record = jobId === undefined ? undefined : this.jobs.of(jobId);
    if (event.type === 'function-log') {
      if (!record) return;
      this.jobs.add(record, 'logs', truncateLine(event.line));
      this.#notify({ job: record });
      return;
    }
    const [style, text] = describe(event, labelOf);
    const tone = tones[style];
    const isChange = event.type === 'item-stored' && event.status !== record?.status;
    if (record) {
      const step = { at: this.#clock.now(), who: who(event, labelOf), text: truncateText(text), tone };
      this.jobs.add(record, 'steps', step);
      if (event.type === 'item-stored' && event.status !== undefined) record.status = event.status;
    }
    this.#count(event, isChange, labelOf);
    const way = findWay(event, labelOf);
    this.#notify({ ...(way && { move: { ...way, tone } }), ...(record && { job: record }) });
  }

  /** Records a line of the API's access log. */
  observeAccess(line: string): void {
    const request = readAccessLine(line, this.#clock.now());
    if (!request) return;
    this.requests.push(request);
    if (this.requests.length > maxRequests) this.requests.shift();
    const isRejected = request.method === 'POST' && request.status >= 400 && jobIdOfRequest(request) === undefined;
    if (isRejected) this.totals.refused += 1;
    const id = jobIdOfRequest(request);
    if (id !== undefined) this.#addRequest(id, request);
    else if (isRejected) this.#notify({});
  }

  /** Records the response to a submission, which has the job's id; the access log only has the request's id. */
  observeSubmission({ headers, body }: HttpResponse): void {
    const requestId = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-amzn-requestid')?.[1];
    const request = this.requests.findLast(({ line }) => line.requestId === requestId);
    const jobId = jobIdIn(parseJson(body));
    if (request && requestId !== undefined && jobId !== undefined) this.#addRequest(jobId, request);
  }

  #addRequest(jobId: string, request: Request): void {
    const record = this.jobs.get(jobId);
    if (!record) return;
    this.jobs.add(record, 'requests', request);
    this.#notify({ job: record });
  }

  #notify(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }

  #count(event: JobEvent, isChange: boolean, labelOf: FunctionLabels): void {
    switch (event.type) {
      case 'item-stored':
        if (isChange) this.#countStatus(event.status);
        return;
      case 'event-replayed':
        this.totals.replayed += 1;
        this.#countReplayed(event.replayName);
        return;
      case 'pipe-delivered':
        this.totals.eventsSent += 1;
        return;
      case 'invocation-queued':
      case 'invocation-started':
      case 'invocation-failed':
      case 'invocation-throttled':
        if (stationOf(event.functionName, labelOf) === 'processor') this.#countInvocation(event);
    }
  }

  #countInvocation(event: JobEvent): void {
    if (event.type === 'invocation-queued') this.totals.accepted += 1;
    if (event.type === 'invocation-started') this.totals.started += 1;
    if (event.type === 'invocation-failed' && event.retryInMs !== undefined) this.totals.retried += 1;
    if (event.type === 'invocation-throttled') this.totals.throttled += 1;
  }

  #countStatus(status: string | undefined): void {
    if (status === 'Success') this.totals.succeeded += 1;
    if (status === 'Failure') this.totals.failed += 1;
    if (status === 'Cancelled') this.totals.cancelled += 1;
  }

  #countReplayed(name: string): void {
    this.replayed.set(name, (this.replayed.get(name) ?? 0) + 1);
    const [oldest] = this.replayed.keys();
    if (this.replayed.size > maxReplays && oldest !== undefined) this.replayed.delete(oldest);
  }
}

/** A long line is parsed before it is truncated, because afterwards it is no longer JSON. */
function truncateLine(line: string) {
  if (line.length <= maxTextLength) return line;
  const { time, level, message } = readFunctionLogLine(line);
  return { ...(time !== undefined && { time }), ...(level !== undefined && { level }), message: truncateText(message) };
}

function parseJson(body: string | Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
