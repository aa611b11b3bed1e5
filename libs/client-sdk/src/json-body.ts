import { JobsConfigurationError } from './errors.ts';

/**
 * Parameters as JSON text.
 * @throws JobsConfigurationError for `NaN` and `Infinity`, which `JSON.stringify` would turn into `null`
 */
export function toJsonBody(parameters: unknown): string {
  return JSON.stringify(parameters, (name, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new JobsConfigurationError(`Cannot send '${name}': JSON has no ${value}. Send a finite number.`);
    return value;
  });
}
