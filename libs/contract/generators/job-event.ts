import { dereference, type Schemas } from './schema.ts';

/** The statuses that a job does not leave: those of the forms of `Job` that always have `finishedAt`. */
export function finalStatuses(schemas: Schemas): readonly string[] {
  const forms = (schemas.Job?.oneOf ?? []).map((form) => dereference(schemas, form));
  return forms
    .filter(({ required }) => required?.includes('finishedAt'))
    .flatMap(({ properties }) => (properties?.status?.enum ?? []) as string[]);
}
