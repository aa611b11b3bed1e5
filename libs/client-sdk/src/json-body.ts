import { JobsConfigurationError } from './errors.ts';

/**
 * Parameters as JSON text.
 * @throws JobsConfigurationError for anything that is not JSON, and for `NaN` and `Infinity`, which `JSON.stringify` would
 * turn into `null`
 */
export function toJsonBody(parameters: unknown): string {
  let text: unknown;
  try {
    text = JSON.stringify(parameters, (name, value: unknown) => {
      if (typeof value === 'number' && !Number.isFinite(value))
        throw new JobsConfigurationError(`Cannot send '${name}': JSON has no ${value}. Send a finite number.`);
      return value;
    });
  } catch (cause) {
    if (cause instanceof JobsConfigurationError) throw cause;
    throw new JobsConfigurationError(`Cannot send the parameters as JSON: ${String(cause)}`, { cause });
  }
  if (typeof text !== 'string') throw new JobsConfigurationError(`Cannot send ${typeof parameters} as JSON.`);
  return text;
}
