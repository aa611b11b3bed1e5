import { styleText } from 'node:util';
import type { Step } from './steps.ts';

type Style = Parameters<typeof styleText>[0];

/** One readable line for each step of a job. */
export function createStepLines(paint: (style: Style, text: string) => string) {
  /** A job's id by the request id of the invocation that works on it. */
  const jobIds = new Map<string, string>();

  const line = (style: Style, requestId: string, functionName: string, text: string) =>
    `${paint('dim', jobIds.get(requestId) ?? requestId)}  ${constructOf(functionName).padEnd(22)}  ${paint(style, text)}`;

  return (step: Step): string | undefined => {
    switch (step.type) {
      case 'invocation-queued': {
        remember(jobIds, step.requestId, jobIdIn(step.payload));
        return line('cyan', step.requestId, step.functionName, 'accepted');
      }
      case 'invocation-started':
        return line(
          'cyan',
          step.requestId,
          step.functionName,
          `started${step.attempt > 1 ? `, attempt ${step.attempt}` : ''}`,
        );
      case 'invocation-succeeded':
        return line('green', step.requestId, step.functionName, `done in ${Math.round(step.durationMs)} ms`);
      case 'invocation-failed': {
        const next = step.retryInMs === undefined ? '' : `; next attempt in ${Math.round(step.retryInMs / 1000)} s`;
        const reason = `attempt ${step.attempt} failed: ${step.errorType}: ${step.errorMessage}${next}`;
        return line('red', step.requestId, step.functionName, reason);
      }
      case 'invocation-throttled':
        return line('yellow', step.requestId, step.functionName, 'waits for a free function');
      case 'function-log':
        return `    ${paint('dim', step.line)}`;
      case 'destination-reached':
        return line(
          'yellow',
          step.requestId,
          step.functionName,
          `${step.condition}: handed on to ${shortName(step.destinationArn)}`,
        );
      case 'destination-failed':
        return line(
          'red',
          step.requestId,
          step.functionName,
          `could not be handed on to ${shortName(step.destinationArn)}: ${step.reason}`,
        );
      case 'event-archived':
        return `${paint('dim', step.eventId)}  ${'Archive'.padEnd(22)}  ${paint('yellow', 'archived')}`;
      case 'event-replayed':
        return `${paint('dim', step.eventId)}  ${'Archive'.padEnd(22)}  ${paint('yellow', `replayed by ${step.replayName}`)}`;
    }
  };
}

/** The events of both functions carry the job's id: the processor's itself, the error handler's in the record of it. */
function jobIdIn(payload: string): string | undefined {
  try {
    const event = JSON.parse(payload) as { id?: unknown; requestPayload?: { id?: unknown } } | null;
    const id = event?.id ?? event?.requestPayload?.id;
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}

const mostRemembered = 10_000;

function remember(jobIds: Map<string, string>, requestId: string, jobId: string | undefined): void {
  if (jobId === undefined) return;
  jobIds.set(requestId, jobId);
  const [oldest] = jobIds.keys();
  if (jobIds.size > mostRemembered && oldest !== undefined) jobIds.delete(oldest);
}

/** What the stack calls a function, of its name `<stack>-<logical id>-<suffix>`. */
const constructOf = (functionName: string) =>
  functionName
    .split('-')
    .at(-2)
    ?.replace(/Function[0-9A-F]{8}$/, '') ?? functionName;

const shortName = (arn: string) => arn.split(':').slice(5).join(':');
