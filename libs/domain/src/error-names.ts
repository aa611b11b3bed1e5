import * as errors from './errors.ts';

/** The names of the domain's errors of these phases. */
export function errorNames(...phases: errors.Phase[]): string[] {
  return Object.values(errors)
    .filter(({ phase }) => phases.includes(phase))
    .map(({ name }) => name);
}
