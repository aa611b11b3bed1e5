import * as z from 'zod/mini';
import { describeIssues, InvalidConfigurationError } from '@jobs/domain';

/** A whole number in an environment variable. */
export const wholeNumber = (minimum: number, maximum: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d+$/)),
    z.pipe(z.transform(Number), z.int().check(z.gte(minimum), z.lte(maximum))),
  );

/** JSON in an environment variable. */
export const json = z.pipe(
  z.string(),
  z.transform((text, { issues }): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      issues.push({ code: 'custom', message: 'must be JSON', input: text });
      return z.NEVER;
    }
  }),
);

const year = 366 * 24 * 60 * 60;

/** The variables of both functions. */
export const CommonEnvironmentSchema = z.object({
  JOBS_TABLE_NAME: z.string().check(z.minLength(1)),
  /** A finished job that expires while a duplicate of it waits would run again, so it is kept for at least a day. */
  JOB_RETENTION_SECONDS: z.optional(wholeNumber(24 * 60 * 60, 100 * year)),
});

/** @throws {InvalidConfigurationError} which names each invalid variable */
export function readEnvironment<Schema extends z.ZodMiniType>(
  schema: Schema,
  environment: NodeJS.ProcessEnv,
): z.infer<Schema> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  throw new InvalidConfigurationError(
    `The function's environment is not valid: ${describeIssues(parsed.error, schema)}.`,
  );
}
