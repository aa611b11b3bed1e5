import type { Station } from '@jobs/console/protocol';
import type { JobEvent } from '../events/describe-event.ts';
import type { FunctionLabels } from '../stack/label-functions.ts';

/** An edge in the diagram of the stack. */
export interface Way {
  readonly from: Station;
  readonly to: Station;
}

/** The functions in the diagram, by label. */
const functionStations: Readonly<Record<string, Station | undefined>> = {
  processor: 'processor',
  'error handler': 'error-handler',
};

/** The station of a function; undefined if it is not in the diagram. */
export const stationOf = (functionName: string, labelOf: FunctionLabels): Station | undefined =>
  functionStations[labelOf(functionName)];

/** The edge along which an event moves; undefined if it moves nothing. */
export function findWay(event: JobEvent, labelOf: FunctionLabels): Way | undefined {
  switch (event.type) {
    case 'item-stored':
      return { from: storedBy[event.status ?? ''] ?? 'processor', to: 'table' };
    case 'event-archived':
      return { from: 'bus', to: 'archive' };
    case 'event-dead-lettered':
      return { from: 'bus', to: 'dead-letters' };
    case 'event-replayed':
      return { from: 'archive', to: 'error-handler' };
    case 'pipe-delivered':
      return { from: 'table', to: 'events' };
    case 'pipe-dead-lettered':
      return { from: 'table', to: 'dead-letters' };
    case 'pipe-failed':
      return undefined;
    default:
      return wayOfInvocation(event, stationOf(event.functionName, labelOf), labelOf);
  }
}

/** The station that writes a status, where it is not the processor. */
const storedBy: Readonly<Record<string, Station | undefined>> = { Failure: 'error-handler', Cancelled: 'gateway' };

type InvocationEvent = Extract<JobEvent, { readonly functionName: string }>;

function wayOfInvocation(event: InvocationEvent, at: Station | undefined, labelOf: FunctionLabels): Way | undefined {
  if (at === undefined) return undefined;
  if (event.type === 'destination-reached') return { from: at, to: destination(event.destinationArn, labelOf) };
  // The error handler receives its events from the processor's destination and from replays.
  if (at !== 'processor') return undefined;
  switch (event.type) {
    case 'invocation-queued':
      return { from: 'gateway', to: 'queue' };
    case 'invocation-started':
      return { from: 'queue', to: 'processor' };
    case 'invocation-failed':
      return event.retryInMs === undefined ? undefined : { from: 'processor', to: 'queue' };
    case 'invocation-throttled':
      return { from: 'processor', to: 'queue' };
    default:
      return undefined;
  }
}

function destination(arn: string, labelOf: FunctionLabels): Station {
  const [, , service, , , , name = ''] = arn.split(':');
  return (service === 'lambda' ? stationOf(name, labelOf) : undefined) ?? 'bus';
}
