import { JobsConfigurationError } from './errors.ts';
import { generatedJobIdForm, idempotencyKeyForm, jobIdForm } from './generated/api.gen.ts';

/** An id that contains its own time, like all ids that the service generates. */
export const newJobId = (now: number): string => `${Math.floor(now)}-${crypto.randomUUID()}`;

/** Whether a job with this id is `Pending` before it starts; an id in another format returns 404 until then. */
export const isGeneratedJobId = (id: string): boolean => hasForm(id, generatedJobIdForm);

/**
 * Rejects empty or invalid keys, which the service would treat as missing, so that the job could run twice.
 * @throws JobsConfigurationError
 */
export function checkIdempotencyKey(key: unknown): void {
  check(key, idempotencyKeyForm, 'idempotencyKey');
}

/** @throws JobsConfigurationError if it cannot be the id of a job */
export function checkJobId(id: unknown): void {
  check(id, jobIdForm, 'The job id');
}

/** The constraints of a string in the contract. */
export interface Form {
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
}

function check(value: unknown, form: Form, name: string): void {
  if (hasForm(value, form)) return;
  const given = typeof value === 'string' ? JSON.stringify(value.slice(0, 200)) : String(value);
  throw new JobsConfigurationError(
    `${name} must match ${form.pattern}, with at most ${form.maxLength} characters: ${given}.`,
  );
}

export const hasForm = (value: unknown, { pattern = '', maxLength = Infinity, enum: values }: Form): value is string =>
  typeof value === 'string' &&
  value.length <= maxLength &&
  new RegExp(pattern).test(value) &&
  (values?.includes(value) ?? true);
