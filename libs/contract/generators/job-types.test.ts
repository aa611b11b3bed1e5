import { describe, expect, it } from 'vitest';
import { jobTypeProblems, jobTypesDeclarations, jobTypesSource, resultsByType } from './job-types.ts';
import type { Schemas } from './schema.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const schemas = (results: object): Schemas => ({
  JobParameters: {
    oneOf: [ref('Sleep'), ref('Mail')],
    discriminator: { propertyName: 'kind', mapping: { sleep: ref('Sleep').$ref, mail: ref('Mail').$ref } },
  },
  Sleep: { type: 'object' },
  Mail: { type: 'object' },
  JobResults: { oneOf: [ref('SleepResults'), ref('MailResults')], ...results },
  SleepResults: { type: 'object' },
  MailResults: { type: 'object' },
});
const byType = (results: object) => schemas({ [resultsByType]: results });
const both = byType({ sleep: ref('SleepResults').$ref, mail: ref('MailResults').$ref });

describe('the types of jobs', () => {
  it('have their own parameters and results', () => {
    const declarations = jobTypesDeclarations(both);
    expect(declarations).toContain(
      `"sleep": { parameters: components['schemas']["Sleep"]; results: components['schemas']["SleepResults"] };`,
    );
    expect(declarations).toContain(`{ "kind": Type } & JobTypes[Type]['parameters']`);
    expect(jobTypesSource(both)).toContain('"mail": MailResultsSchema,');
  });

  it('share the results without x-results-by-type', () => {
    expect(jobTypeProblems(schemas({}))).toEqual([]);
    expect(jobTypesSource(schemas({}))).toContain('"sleep": JobResultsSchema,');
  });

  it('are a single type without a discriminator', () => {
    const single = { ...schemas({}), JobParameters: { type: 'object' } } as const;
    expect(jobTypesDeclarations(single)).toContain('job: { parameters: ');
    expect(jobTypesSource(single)).toContain('jobTypeProperty: string | undefined = undefined');
  });

  it('are reported with all their problems at once', () => {
    const wrong = byType({ sleep: ref('Sleep').$ref, walk: ref('SleepResults').$ref });
    const at = `#/components/schemas/JobResults/${resultsByType}`;
    expect(jobTypeProblems(wrong)).toEqual([
      { at, message: "no results for the type 'mail' of JobParameters. Add them." },
      { at: `${at}/sleep`, message: 'it must be one of the $refs in the oneOf of JobResults.' },
      { at: `${at}/walk`, message: 'JobParameters has no such type; it has: sleep, mail.' },
    ]);
    expect(jobTypeProblems({ ...both, JobParameters: { type: 'object' } })).toEqual([
      { at, message: expect.stringContaining('JobParameters has no discriminator') as string },
    ]);
  });
});
