import type { styleText } from 'node:util';
import type { StackEvent } from '@jobs/local-aws/kernel';
import type { FunctionLabels } from '../../stack/label-functions.ts';
import { readFunctionLogLine } from './function-log-line.ts';
import { JobIds } from './job-ids.ts';

export type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** One readable line for each step of a job; what functions log is indented below. */
export function createStepLines(paint: Paint): (step: StackEvent, labelOf: FunctionLabels) => string {
  const jobIds = new JobIds();
  return (step, labelOf) => {
    const jobId = jobIds.of(step);
    if (step.type === 'function-log') return logLine(step.line, paint);
    const id = jobId ?? ownId(step);
    const [style, text] = describe(step, labelOf);
    return `${paint('dim', id)}  ${who(step, labelOf).padEnd(13)}  ${paint(style, text)}`;
  };
}

type JobStep = Exclude<StackEvent, { readonly type: 'function-log' }>;

function ownId(step: JobStep): string {
  if ('requestId' in step) return step.requestId;
  if ('eventId' in step) return step.eventId;
  return 'recordId' in step ? step.recordId : step.key;
}

function who(step: JobStep, labelOf: FunctionLabels): string {
  switch (step.type) {
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
      return labelOf(step.functionName);
  }
}

function describe(step: JobStep, labelOf: FunctionLabels): [Style, string] {
  switch (step.type) {
    case 'invocation-queued':
      return ['cyan', 'accepted'];
    case 'invocation-started':
      return ['cyan', step.attempt > 1 ? `started, attempt ${step.attempt}` : 'started'];
    case 'invocation-succeeded':
      return ['green', `done in ${Math.round(step.durationMs)} ms`];
    case 'invocation-failed': {
      const reason = `attempt ${step.attempt} failed: ${step.errorType}: ${step.errorMessage}`;
      return ['red', step.retryInMs === undefined ? reason : `${reason}; next attempt in ${seconds(step.retryInMs)}`];
    }
    case 'invocation-throttled':
      return ['yellow', 'throttled: waits for a free function'];
    case 'destination-reached':
      return ['yellow', `${step.condition}: handed on to the ${destination(step.destinationArn, labelOf)}`];
    case 'destination-failed':
      return ['red', `could not be handed on to the ${destination(step.destinationArn, labelOf)}: ${step.reason}`];
    case 'item-stored':
      if (step.progress !== undefined) return ['cyan', `progress: ${step.progress}`];
      return [
        step.status === 'Failure' ? 'red' : step.status === 'Cancelled' ? 'yellow' : 'green',
        step.status === undefined ? 'stored' : `stored: ${step.status}`,
      ];
    case 'event-archived':
      return ['yellow', 'archived'];
    case 'event-dead-lettered':
      return ['red', `could not be delivered (${step.errorCode}): in the dead-letter queue`];
    case 'pipe-delivered':
      return ['green', `sent the event ${step.detailType}`];
    case 'pipe-failed': {
      const reason = `could not send an event: ${step.reason}`;
      return ['red', step.retryInMs === undefined ? reason : `${reason}; next attempt in ${seconds(step.retryInMs)}`];
    }
    case 'pipe-dead-lettered':
      return ['red', `gave up a record (${step.condition}): its position is in the dead-letter queue`];
    case 'event-replayed':
      return ['yellow', `replayed by ${step.replayName}`];
  }
}

function logLine(line: string, paint: Paint): string {
  const { time, level, message } = readFunctionLogLine(line);
  const style = level === 'ERROR' || level === 'FATAL' ? 'red' : level === 'WARN' ? 'yellow' : undefined;
  const head = [time, level?.padEnd(5)].filter((part) => part !== undefined).join(' ');
  const text = style ? paint(style, message) : message;
  return head === '' ? `    ${text}` : `    ${paint('dim', head)} ${text}`;
}

const seconds = (ms: number) => (ms < 1000 ? `${ms} ms` : `${Math.round(ms / 1000)} s`);

/** A function by its label, an event bus by its kind. */
function destination(arn: string, labelOf: FunctionLabels): string {
  const [, , service, , , type = '', name = ''] = arn.split(':');
  return service === 'lambda' ? labelOf(name) : (type.split('/')[0]?.replace('-', ' ') ?? arn);
}
