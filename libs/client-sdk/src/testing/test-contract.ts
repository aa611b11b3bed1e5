import type { JobParameters, JobResults } from '../generated/api.gen.ts';

/**
 * Parameters and results that are unrelated to `openapi.yaml`, in its types: the client passes on whatever they are.
 */
export function sleeping(seconds: number): JobParameters {
  const parameters: unknown = { seconds };
  return parameters as JobParameters;
}

export function secondsOf(parameters: unknown): number {
  return (parameters as { readonly seconds: number }).seconds;
}

export function slept(seconds: number): JobResults {
  const results: unknown = { message: `I slept for ${seconds} seconds` };
  return results as JobResults;
}
