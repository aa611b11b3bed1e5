import { JobsConfigurationError } from './errors.ts';
import { generatedJobIdForm, idempotencyKeyForm, jobIdForm } from './generated/api.gen.ts';

/** An id that tells its own age, the form of all ids that the service makes. */
export const newJobId = (now: number): string => `${Math.floor(now)}-${crypto.randomUUID()}`;

/** Whether a job of this id reads `Pending` before it starts; one of another form answers 404 until then. */
export const isGeneratedJobId = (id: string): boolean => hasForm(id, generatedJobIdForm);

/**
 * Nothing that is empty or wrong may pass for a key: it would be taken for none, and the job would run twice.
 * @throws JobsConfigurationError
 */
export function checkIdempotencyKey(key: unknown): void {
  check(key, idempotencyKeyForm, 'idempotencyKey');
}

/** @throws JobsConfigurationError for what can't be the id of a job */
export function checkJobId(id: unknown): void {
  check(id, jobIdForm, 'The job id');
}

/** What a string of the contract must look like. */
export interface Form {
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
}

function check(value: unknown, form: Form, name: string): void {
  if (hasForm(value, form)) return;
  const given = typeof value === 'string' ? JSON.stringify(value.slice(0, 200)) : String(value);
  throw new JobsConfigurationError(
    `${name} must match ${form.pattern}, with ${form.maxLength} characters at most: ${given}.`,
  );
}

export const hasForm = (value: unknown, { pattern = '', maxLength = Infinity, enum: values }: Form): value is string =>
  typeof value === 'string' &&
  value.length <= maxLength &&
  new RegExp(pattern).test(value) &&
  (values?.includes(value) ?? true);
