import type { styleText } from 'node:util';
import type { StackEvent } from '@jobs/local-aws/kernel';
import { describe, type JobEvent, who } from '../../events/describe-event.ts';
import { readFunctionLogLine } from '../../events/function-log-line.ts';
import { JobIds } from '../../events/job-ids.ts';
import type { FunctionLabels } from '../../stack/label-functions.ts';

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

function ownId(step: JobEvent): string {
  if ('requestId' in step) return step.requestId;
  if ('eventId' in step) return step.eventId;
  return 'recordId' in step ? step.recordId : step.key;
}

function logLine(line: string, paint: Paint): string {
  const { time, level, message } = readFunctionLogLine(line);
  const style = level === 'ERROR' || level === 'FATAL' ? 'red' : level === 'WARN' ? 'yellow' : undefined;
  const head = [time, level?.padEnd(5)].filter((part) => part !== undefined).join(' ');
  const text = style ? paint(style, message) : message;
  return head === '' ? `    ${text}` : `    ${paint('dim', head)} ${text}`;
}
