import * as z from 'zod/mini';

/** Settings in tests, in place of `job-settings.ts`: anything goes, and no job reads them. */
export const JobSettingsSchema = z.looseObject({});

export const StageJobSettingsSchema = z.partial(JobSettingsSchema);
