import type { StackEvent } from '@jobs/local-aws/kernel';
import type { FunctionLabels } from '../stack/label-functions.ts';

/** The severity of an event, as a colour: neutral, good, warning, bad. */
export type EventStyle = 'cyan' | 'green' | 'yellow' | 'red';

/** An event about a job, other than a log line of a function. */
export type JobEvent = Exclude<StackEvent, { readonly type: 'function-log' }>;

/** The source of an event: the label of a function, or a part of the stack. */
export function who(event: JobEvent, labelOf: FunctionLabels): string {
  switch (event.type) {
    case 'item-stored':
      return 'table';
    case 'event-archived':
    case 'event-replayed':
      return 'archive';
    case 'event-dead-lettered':
      return 'rule';
    case 'pipe-delivered':
    case 'pipe-failed':
    case 'pipe-dead-lettered':
      return 'pipe';
    default:
      return labelOf(event.functionName);
  }
}

/** The text of an event and the colour to show it in. */
export function describe(event: JobEvent, labelOf: FunctionLabels): [EventStyle, string] {
  switch (event.type) {
    case 'invocation-queued':
      return ['cyan', 'accepted'];
    case 'invocation-started':
      return ['cyan', event.attempt > 1 ? `started, attempt ${event.attempt}` : 'started'];
    case 'invocation-succeeded':
      return ['green', `done in ${Math.round(event.durationMs)} ms`];
    case 'invocation-failed': {
      const reason = `attempt ${event.attempt} failed: ${event.errorType}: ${event.errorMessage}`;
      return ['red', event.retryInMs === undefined ? reason : `${reason}; next attempt in ${seconds(event.retryInMs)}`];
    }
    case 'invocation-throttled':
      return ['yellow', 'throttled: waiting for a free function instance'];
    case 'destination-reached':
      return ['yellow', `${event.condition}: sent to the ${destination(event.destinationArn, labelOf)}`];
    case 'destination-failed':
      return ['red', `could not be sent to the ${destination(event.destinationArn, labelOf)}: ${event.reason}`];
    case 'item-stored':
      if (event.progress !== undefined) return ['cyan', `progress: ${event.progress}`];
      return [
        event.status === 'Failure' ? 'red' : event.status === 'Cancelled' ? 'yellow' : 'green',
        event.status === undefined ? 'stored' : `stored: ${event.status}`,
      ];
    case 'event-archived':
      return ['yellow', 'archived'];
    case 'event-dead-lettered':
      return ['red', `could not be delivered (${event.errorCode}): in the dead-letter queue`];
    case 'pipe-delivered':
      return ['green', `sent the event ${event.detailType}`];
    case 'pipe-failed': {
      const reason = `could not send an event: ${event.reason}`;
      return ['red', event.retryInMs === undefined ? reason : `${reason}; next attempt in ${seconds(event.retryInMs)}`];
    }
    case 'pipe-dead-lettered':
      return ['red', `gave up on a record (${event.condition}): its position is in the dead-letter queue`];
    case 'event-replayed':
      return ['yellow', `replayed by the replay '${event.replayName}'`];
  }
}

const seconds = (ms: number) => (ms < 1000 ? `${ms} ms` : `${Math.round(ms / 1000)} s`);

/** The label of a function, or the kind of any other resource, such as "event bus". */
function destination(arn: string, labelOf: FunctionLabels): string {
  const [, , service, , , type = '', name = ''] = arn.split(':');
  return service === 'lambda' ? labelOf(name) : (type.split('/')[0]?.replace('-', ' ') ?? arn);
}
