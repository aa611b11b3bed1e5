import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';

const wholeNumber = z.number().int();

/** Every number of a deployment stage, with the limits that AWS sets. */
export const stageSettingsSchema = z.strictObject({
  processor: z
    .strictObject({
      /** How long one attempt may take. Lambda's own limit is 900. */
      timeoutSeconds: wholeNumber.min(1).max(900).default(300),
      memoryMb: wholeNumber.min(128).max(10_240).default(512),
      /** How many jobs run at once. */
      reservedConcurrency: wholeNumber.min(0).default(100),
      /** How often a failed attempt is tried again. 0: a job's work runs at most once. */
      retryAttempts: wholeNumber.min(0).max(2).default(0),
    })
    .prefault({}),
  errorHandler: z
    .strictObject({
      timeoutSeconds: wholeNumber.min(1).max(900).default(5),
      memoryMb: wholeNumber.min(128).max(10_240).default(512),
      reservedConcurrency: wholeNumber.min(0).default(100),
      retryAttempts: wholeNumber.min(0).max(2).default(0),
    })
    .prefault({}),
  /** How long an event may wait to be worked on (B12). */
  maxEventAgeSeconds: wholeNumber.min(60).max(21_600).default(21_600),
  logRetentionDays: z.enum(RetentionDays).default(RetentionDays.ONE_MONTH),
  api: z
    .strictObject({
      /** Requests a second, and how many at once, over all callers. */
      rateLimit: wholeNumber.min(1).default(1000),
      burstLimit: wholeNumber.min(1).default(2000),
      /** The origins of web pages that may call the API, such as `https://app.example.com`, or `*` for all. None: no page may. */
      allowedOrigins: z
        .array(
          z.string().regex(/^(\*|https?:\/\/[^\s/'"]+)$/, 'must be an origin such as https://app.example.com, or *'),
        )
        .refine((origins) => origins.length < 2 || !origins.includes('*'), '* must be the only one')
        .default([]),
    })
    .prefault({}),
  /** How many days the failed-jobs archive keeps an event. 0: for ever (C3). */
  archiveRetentionDays: wholeNumber.min(0).default(0),
  /** How many days a finished job can be read. Absent: for ever. */
  jobRetentionDays: wholeNumber.min(1).optional(),
  /** Keeps the data when the stack is deleted, and protects the table from deletion. */
  retainData: z.boolean().default(false),
});

export type StageSettings = z.output<typeof stageSettingsSchema>;

/**
 * Checks the settings of one stage and fills in the defaults.
 * @throws Error that names the stage and each wrong setting
 */
export function parseStage(name: string, settings: unknown): StageSettings {
  if (!/^[A-Za-z0-9]{1,32}$/.test(name)) {
    throw new Error(`Stage '${name}': a stage's name must be 1 to 32 letters and digits.`);
  }
  const result = stageSettingsSchema.safeParse(settings);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Stage '${name}' in apps/infra/src/stages.ts is not valid:\n  ${problems.join('\n  ')}`);
}
