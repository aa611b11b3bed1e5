import { JobEventError } from './errors.ts';
import {
  finalStatusForm,
  type JobEvent as WireEvent,
  jobEventTypeForm,
  jobIdForm,
  timestampForm,
} from './generated/api.gen.ts';
import { type Form, hasForm } from './job-id.ts';

/** A job has ended: a CloudEvent (version 1.0). It names the job; `client.get(event.data.id)` reads it in full. */
export interface JobEvent extends WireEvent {
  /** `startedAt` is absent if the job never started. */
  readonly data: Omit<WireEvent['data'], 'startedAt'> & { readonly startedAt?: string };
}

const text: Form = { pattern: '.' };
const envelope = {
  specversion: { enum: ['1.0'] },
  id: text,
  source: text,
  type: jobEventTypeForm,
  subject: jobIdForm,
  time: timestampForm,
} satisfies Record<Exclude<keyof WireEvent, 'data'>, Form>;
const data = {
  id: jobIdForm,
  status: finalStatusForm,
  createdAt: timestampForm,
  finishedAt: timestampForm,
} satisfies Record<Exclude<keyof WireEvent['data'], 'startedAt'>, Form>;

/**
 * Checks the event of a job that has ended, as a subscriber receives it. Unknown fields are kept.
 *
 * A `startedAt` that is not a timestamp means that the job never started: the service has no other way to leave it out.
 * @param value the event of EventBridge, or its `detail`
 * @throws JobEventError with all problems
 */
export function parseJobEvent(value: unknown): JobEvent {
  const given = isObject(value) && 'detail' in value ? value.detail : value;
  if (!isObject(given)) throw new JobEventError(`it is ${printed(given)}, not an object`);
  const job = isObject(given.data) ? given.data : {};
  const problems = [...problemsOf(given, envelope, ''), ...problemsOf(job, data, 'data.')];
  if (problems.length > 0) throw new JobEventError(problems.join('; '));
  const { startedAt, ...others } = job;
  return { ...given, data: { ...others, ...(hasForm(startedAt, timestampForm) && { startedAt }) } } as JobEvent;
}

function problemsOf(values: Record<string, unknown>, forms: Readonly<Record<string, Form>>, prefix: string): string[] {
  return Object.entries(forms)
    .filter(([name, form]) => !hasForm(values[name], form))
    .map(([name, form]) => `${prefix}${name} is ${printed(values[name])}${listed(form)}`);
}

const listed = (form: Form) => (form.enum ? `, not ${form.enum.join(' or ')}` : '');

/** Objects without their content, which can be nested too deeply to print, or not be JSON. */
function printed(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'absent';
    case 'string':
      return JSON.stringify(value.slice(0, 200)).slice(0, 200);
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'an array' : 'an object';
    default:
      return String(value).slice(0, 200);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
