import * as z from 'zod/mini';

/** Settings in tests, in the place of `job-settings.ts`: any, which no job reads. */
export const JobSettingsSchema = z.looseObject({});

export const StageJobSettingsSchema = z.partial(JobSettingsSchema);
