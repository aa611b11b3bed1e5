import * as z from 'zod/mini';

/**
 * The settings that jobs read as `context.settings`: what a stage sets as `job` in `apps/infra/src/stages/stages.ts`,
 * and the names of what `apps/infra/src/jobs/job-resources.ts` makes for jobs. The processor checks them when it
 * starts.
 *
 * For a job that writes reports to a bucket, for example:
 *
 *     reportsBucket: z.string().check(z.minLength(1)),
 *     rowsPerReport: z._default(z.int().check(z.positive()), 1000),
 */
export const JobSettingsSchema = z.strictObject({});

/** What a stage may set. The stack adds the rest. */
export const StageJobSettingsSchema = z.partial(JobSettingsSchema);

/** What a job gets. */
export type JobSettings = z.output<typeof JobSettingsSchema>;

/** What the stack provides, before defaults are filled in. */
export type JobSettingsInput = z.input<typeof JobSettingsSchema>;
