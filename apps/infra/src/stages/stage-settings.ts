import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { StageJobSettingsSchema } from '@jobs/domain/job-settings';

const wholeNumber = z.number().int();

/** The retention periods of CloudWatch Logs, in days; 9999 is forever. */
const logRetention: z.ZodType<RetentionDays, number> = z.enum(RetentionDays);

const percent = z.number().positive().max(100);

/** Browsers send origins in one form only: in lower case, without a default port and a path. */
const isOrigin = (text: string) =>
  text === '*' || (/^https?:[^'"]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text);

/**
 * How many concurrent executions are reserved for a function, which is also its maximum; `none` shares the account's
 * unreserved ones. 0 disables the function: its events fail immediately (docs/facts/b.md#b24).
 */
const reservedConcurrency = z.union(
  [wholeNumber.min(0), z.literal('none')],
  "must be a whole number of at least 0, or 'none'",
);

/** The thresholds of alarms. Alarms without a threshold here count any occurrence. */
const thresholds = z.strictObject({
  /** The maximum share of requests that return 5xx, and 4xx. */
  serverErrorPercent: percent.default(1),
  clientErrorPercent: percent.default(25),
  /** How many requests may be rejected with 403 within five minutes: unsigned, signed incorrectly, or not permitted. */
  forbiddenRequests: wholeNumber.min(0).default(100),
  /** The maximum p99 latency of the API. */
  latencyMs: wholeNumber.min(1).default(1000),
  /** The maximum share of job attempts that fail, and of jobs that are dropped. */
  failedJobPercent: percent.default(5),
  /** The maximum share of its timeout, and of its reserved concurrency, that a function may use. */
  durationPercent: percent.default(80),
  concurrencyPercent: percent.default(80),
  /** The maximum age of an event, as a share of `maxEventAgeSeconds`. */
  eventAgePercent: percent.default(10),
});

export type Thresholds = z.output<typeof thresholds>;

/**
 * CodeDeploy's deployment configurations for Lambda: canary (a share of the traffic first) or linear (step by step).
 */
const deploymentStrategies = [
  'canary10percent5minutes',
  'canary10percent10minutes',
  'canary10percent15minutes',
  'canary10percent30minutes',
  'linear10percentEvery1minute',
  'linear10percentEvery2minutes',
  'linear10percentEvery3minutes',
  'linear10percentEvery10minutes',
] as const;

export type DeploymentStrategy = (typeof deploymentStrategies)[number];

/** @param timeoutSeconds the default */
const functionSettings = (timeoutSeconds: number) =>
  z
    .strictObject({
      /** The maximum duration of one attempt to run a job, or to record a failure. Lambda's limit is 900. */
      timeoutSeconds: wholeNumber.min(1).max(900).default(timeoutSeconds),
      memoryMb: wholeNumber.min(128).max(10_240).default(512),
      /** How many jobs run, or failures are recorded, at the same time. */
      reservedConcurrency: reservedConcurrency.default(100),
      /** How many times a failed attempt is retried. With 0, for the processor, a job's work runs at most once. */
      retryAttempts: wholeNumber.min(0).max(2).default(0),
    })
    .prefault({});

const writtenSettings = z.strictObject({
  processor: functionSettings(300),
  /** Settings of jobs, as defined in libs/domain/src/job-settings.ts, with defaults from there. */
  job: z.prefault(StageJobSettingsSchema, {}),
  errorHandler: functionSettings(5),
  /** How long an event may wait to be processed (docs/facts/b.md#b12). */
  maxEventAgeSeconds: wholeNumber.min(60).max(21_600).default(21_600),
  /** How many days the logs of the functions, the gateway and the pipe are kept. 9999: forever. @default 30 */
  logRetentionDays: logRetention.optional(),
  /** How many days the access log, which records the callers, is kept. 9999: forever. @default logRetentionDays */
  accessLogRetentionDays: logRetention.optional(),
  /**
   * Whether the text of an error that a job throws is logged and traced. It can contain parameters. `false` omits it
   * and stores it only with the job, with one more write for each failed attempt.
   */
  logJobErrors: z.boolean().default(true),
  api: z
    .strictObject({
      /**
       * Requests per second, for all callers together. @default five for each reserved execution of the processor (one
       * job per second, with its polls), but at least 100; 1000 if nothing is reserved
       */
      rateLimit: wholeNumber.min(1).optional(),
      /** The maximum burst of requests. @default twice rateLimit */
      burstLimit: wholeNumber.min(1).optional(),
      /**
       * The origins of web pages that may call the API, such as `https://app.example.com`, or `*` for all. Empty:
       * none.
       */
      allowedOrigins: z
        .array(
          z.string().refine(isOrigin, 'must be an origin such as https://app.example.com, as browsers send it, or *'),
        )
        .refine((origins) => origins.length < 2 || !origins.includes('*'), '* cannot be combined with other origins')
        .default([]),
      /**
       * Sets the role that API Gateway uses to write logs, for all APIs of the account in the region. `false` keeps
       * the existing role.
       */
      setAccountLogRole: z.boolean().default(true),
      /** Other accounts whose principals may call the API, if their own policies also allow it. */
      accounts: z.array(z.string().regex(/^\d{12}$/, 'must be a 12-digit account ID')).default([]),
      /**
       * The addresses that may send requests, such as `192.0.2.0/24`; for a private endpoint, addresses in its VPC.
       * Empty: any.
       */
      cidrs: z.array(z.union([z.cidrv4(), z.cidrv6()], 'must be a range such as 192.0.2.0/24')).default([]),
      /** Makes the API reachable through these VPC endpoints for execute-api only, and not from the internet. */
      privateEndpoint: z
        .strictObject({
          vpcEndpointIds: z
            .array(
              z.string().regex(/^vpce-[0-9a-f]+$/, 'must be the id of a VPC endpoint, such as vpce-0123456789abcdef0'),
            )
            .min(1),
        })
        .optional(),
      /**
       * Lets callers list jobs, with one index by time and one by status. `by-time` omits the index by status, which is
       * cheaper, and is the first of two deployments if the table already exists: CloudFormation adds one index at a
       * time. `false` omits the operation and both indexes.
       */
      listing: z.union([z.boolean(), z.literal('by-time')], "must be true, false or 'by-time'").default(true),
      /**
       * Adds a role for each kind of access: one may only submit jobs, one only read and list them, one only cancel
       * them.
       */
      separateRoles: z.boolean().default(false),
      /** Who may assume the roles of callers, and for how long. */
      callerRoles: z
        .strictObject({
          /**
           * The users and roles that may assume them, as ARNs with wildcards. Empty: all principals of the account
           * that IAM permits.
           */
          principals: z
            .array(
              z
                .string()
                .regex(/^arn:[\w-]+:iam::\d{12}:(?:user|role)\/[\w+=,.@/*?-]+$/, 'must be the ARN of a user or role'),
            )
            .default([]),
          /** Requires a source identity, which CloudTrail then records with each call of the session. */
          sourceIdentity: z.boolean().default(false),
          maxSessionHours: wholeNumber.min(1).max(12).default(1),
        })
        .prefault({}),
      /** Adds an AWS WAF web ACL: AWS's common rules, and a rate limit for each address. It costs extra. */
      webAcl: z
        .strictObject({
          requestsPerFiveMinutes: wholeNumber.min(10).max(2_000_000_000).default(2000),
          /** `count` only logs requests that match the rules, to show what `block` would stop. */
          mode: z.enum(['block', 'count']).default('block'),
        })
        .optional(),
    })
    .prefault({}),
  /**
   * Whose jobs a caller sees. `none`: everyone's. `caller`: only those submitted by its own role or user; to this
   * caller, all others do not exist. The setting cannot be changed while the table has jobs.
   */
  isolation: z.enum(['none', 'caller']).default('none'),
  /**
   * Adds an event bus that gets an event for each job that ends, so that nobody has to poll: the output `JobEventsBus`.
   * Deleting the bus (with `false`) fails while subscribers have rules on it.
   */
  completionEvents: z.boolean().default(false),
  /**
   * Adds a role for each of these clients, with all permissions of a caller: `JobsApiInvokeRole` followed by the name.
   */
  clients: z
    .array(z.string().regex(/^[a-z][a-z0-9]{0,31}$/i, 'must be a name of letters and digits'))
    .refine(
      (names) => new Set(names.map((name) => name.toLowerCase())).size === names.length,
      'must be unique, ignoring case',
    )
    .default([]),
  /** The dashboard, the alarms and the saved queries. */
  monitoring: z
    .strictObject({
      enabled: z.boolean().default(true),
      /**
       * Who is notified of alarms. The stack creates a topic, and AWS asks this address to confirm its subscription.
       */
      alarmEmail: z.email().optional(),
      /** An existing topic to notify instead. Its policy and its key must allow cloudwatch.amazonaws.com to publish. */
      alarmTopicArn: z
        .string()
        .regex(/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]{1,256}$/, 'must be the ARN of an SNS topic')
        .optional(),
      /** Where on-call reads docs/runbook.md, for the descriptions of alarms: they then link to its sections. */
      runbookUrl: z.url({ protocol: /^https?$/ }).optional(),
      thresholds: thresholds.prefault({}),
      /** Counts rejected requests for each caller, with one custom metric (billed) for each session of a role. */
      rejectionsByCaller: z.boolean().default(false),
      /** Adds an alarm on far more requests than usual, which is billed as three metrics. */
      requestAnomalies: z.boolean().default(false),
      /** Sends an email about the whole account's spending: at 80% of the budget, and when the forecast exceeds it. */
      budget: z.strictObject({ monthlyUsd: z.number().positive(), email: z.email() }).optional(),
    })
    .refine(
      ({ alarmEmail, alarmTopicArn }) => alarmEmail === undefined || alarmTopicArn === undefined,
      'alarmEmail and alarmTopicArn cannot be combined: subscribe the address to the topic instead',
    )
    .prefault({}),
  /**
   * How many days the failed-jobs archive keeps an event; no longer than finished jobs are kept. 0: forever
   * (docs/facts/c.md#c3). @default as long as finished jobs
   */
  archiveRetentionDays: wholeNumber.min(0).optional(),
  /** How many days a finished job can be read. @default 'forever' */
  jobRetentionDays: z
    .union([wholeNumber.min(1), z.literal('forever')], "must be a whole number of at least 1, or 'forever'")
    .optional(),
  /**
   * Protects the table from deletion, and keeps the data when the stack is deleted: the table, the archive and its bus,
   * the dead-letter queues, the access log, and their keys. Such a stage must set all of its retention periods.
   */
  retainData: z.boolean().default(false),
  /** Shifts traffic to new versions of the functions in steps, and rolls back when an alarm goes off; nothing can be deployed while one of these alarms is on. @default all at once */
  deployment: z.strictObject({ strategy: z.enum(deploymentStrategies) }).optional(),
  /** For the local run only; the template contains none of it. */
  local: z
    .strictObject({
      /** Variables of the functions, such as `AWS_ENDPOINT_URL_SES` for a service that the local run does not have. */
      environment: z.record(z.string().regex(/^[a-z]\w*$/i, 'must be the name of a variable'), z.string()).default({}),
    })
    .prefault({}),
  /** Where the stage is deployed, and what separates it from the other stages there (docs/deployment-roles.md). */
  target: z
    .strictObject({
      /** The account of the stage: operations reject the credentials of any other. @default any */
      account: z
        .string()
        .regex(/^\d{12}$/, 'must be a 12-digit account ID')
        .optional(),
      /**
       * Gives the stage its own bootstrap, so that a principal that deploys another stage of the account cannot deploy
       * this one.
       */
      bootstrapQualifier: z
        .string()
        .regex(/^[a-z][a-z0-9]{0,9}$/, 'must be 1 to 10 lower-case letters and digits')
        .optional(),
      /** The name of an IAM policy that limits what each role of the stack, and the role that deploys it, can do. */
      permissionsBoundary: z
        .string()
        .regex(/^[\w+=,.@-]{1,128}$/, 'must be the name of an IAM policy')
        .optional(),
    })
    .prefault({}),
  /** Tags of the stack and of all its resources, in addition to `project` and `stage`. */
  tags: z
    .record(
      z.string().regex(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu, 'must be a valid AWS tag key'),
      z.string().regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u, 'must be a valid AWS tag value'),
    )
    .refine((tags) => Object.keys(tags).length <= 48, 'must have at most 48 entries')
    .default({}),
});

/** Requests beyond the processor's capacity only wait in its queue, where one caller's can hold up everyone else's. */
function requestLimits({ api, processor }: z.output<typeof writtenSettings>) {
  const { reservedConcurrency } = processor;
  const rateLimit = api.rateLimit ?? (reservedConcurrency === 'none' ? 1000 : Math.max(100, 5 * reservedConcurrency));
  return { rateLimit, burstLimit: api.burstLimit ?? 2 * rateLimit };
}

/** The retention periods of data that can be personal. */
const retentions = ['jobRetentionDays', 'archiveRetentionDays', 'logRetentionDays', 'accessLogRetentionDays'] as const;

/** Every setting of a deployment stage, with AWS's limits. */
export const stageSettingsSchema = writtenSettings
  .superRefine((settings, context) => {
    if (!settings.retainData) return;
    for (const retention of retentions.filter((name) => settings[name] === undefined)) {
      context.addIssue({
        code: 'custom',
        path: [retention],
        message: 'must be set in a stage with retainData: decide how long its data is kept (docs/personal-data.md)',
      });
    }
  })
  .superRefine(({ archiveRetentionDays = 1, jobRetentionDays = 'forever' }, context) => {
    if (jobRetentionDays === 'forever' || (archiveRetentionDays || Infinity) <= jobRetentionDays) return;
    context.addIssue({
      code: 'custom',
      path: ['archiveRetentionDays'],
      message:
        `must not be longer than jobRetentionDays, which is ${jobRetentionDays}: ` +
        'replaying an older event records nothing, because its job may have ended and been deleted',
      input: archiveRetentionDays,
    });
  })
  .transform((settings) => {
    const jobRetentionDays = settings.jobRetentionDays === 'forever' ? undefined : settings.jobRetentionDays;
    const logRetentionDays = settings.logRetentionDays ?? RetentionDays.ONE_MONTH;
    return {
      ...settings,
      api: { ...settings.api, ...requestLimits(settings) },
      jobRetentionDays,
      archiveRetentionDays: settings.archiveRetentionDays ?? jobRetentionDays ?? 0,
      logRetentionDays,
      accessLogRetentionDays: settings.accessLogRetentionDays ?? logRetentionDays,
    };
  });

export type ReservedConcurrency = z.output<typeof reservedConcurrency>;

export type StageSettings = z.output<typeof stageSettingsSchema>;

/**
 * Checks the settings of one stage and fills in the defaults.
 * @throws Error naming the stage and each invalid setting
 */
export function parseStage(name: string, settings: unknown): StageSettings {
  if (!/^[A-Z0-9]{1,32}$/i.test(name)) {
    throw new Error(`Stage '${name}': the name must be 1 to 32 letters and digits.`);
  }
  const result = stageSettingsSchema.safeParse(settings);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => describe(issue, settings));
  throw new Error(`Stage '${name}' in apps/infra/src/stages/stages.ts is not valid:\n  ${problems.join('\n  ')}`);
}

/** Names a setting with its actual and its allowed value. */
function describe(issue: z.core.$ZodIssue, settings: unknown): string {
  const { path } = issue;
  const message = issue.code === 'invalid_key' ? issue.issues.map((inner) => inner.message).join(', ') : issue.message;
  const value = path.reduce<unknown>(
    (part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key],
    settings,
  );
  const given = value === undefined || typeof value === 'object' ? '' : ` (it is ${JSON.stringify(value)})`;
  return `${path.join('.') || 'the stage'}: ${message}${given}`;
}
