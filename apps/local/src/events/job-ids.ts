import type { StackEvent } from '@jobs/local-aws/kernel';

const maxRemembered = 10_000;

/** Finds the job of an event: events of an invocation have its request id, and its payload has the job's id. */
export class JobIds {
  readonly #byRequestId = new Map<string, string>();

  /** The job's id; undefined if the step belongs to no known job. */
  of(step: StackEvent): string | undefined {
    switch (step.type) {
      case 'invocation-queued':
        return this.#remember(step.requestId, jobIdIn(parse(step.payload)));
      case 'item-stored':
        return step.key;
      case 'event-archived':
      case 'event-dead-lettered':
      case 'event-replayed':
        return jobIdIn(step.detail);
      case 'pipe-delivered':
        return subjectOf(step.detail);
      case 'pipe-failed':
      case 'pipe-dead-lettered':
        return undefined;
      default:
        return step.requestId === undefined ? undefined : this.#byRequestId.get(step.requestId);
    }
  }

  #remember(requestId: string, jobId: string | undefined): string | undefined {
    if (jobId === undefined) return undefined;
    this.#byRequestId.set(requestId, jobId);
    const [oldest] = this.#byRequestId.keys();
    if (this.#byRequestId.size > maxRemembered && oldest !== undefined) this.#byRequestId.delete(oldest);
    return jobId;
  }
}

/**
 * The id of an event's job. A failure record (docs/facts/b.md#b18) contains the event that failed, and a
 * replayed event (docs/facts/c.md#c16) a failure record.
 */
export function jobIdIn(event: unknown): string | undefined {
  for (let each = event; typeof each === 'object' && each !== null;) {
    if ('replay-name' in each) each = 'detail' in each ? each.detail : undefined;
    else if ('requestPayload' in each) each = each.requestPayload;
    else return 'id' in each && typeof each.id === 'string' ? each.id : undefined;
  }
  return undefined;
}

/** The subject of a CloudEvents event: the job's id. */
function subjectOf(event: unknown): string | undefined {
  if (typeof event !== 'object' || event === null || !('subject' in event)) return undefined;
  return typeof event.subject === 'string' ? event.subject : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
