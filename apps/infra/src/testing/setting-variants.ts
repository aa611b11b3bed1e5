/** A stage's settings before validation. */
type Settings = Readonly<Record<string, unknown>>;

const functions = (settings: Settings) => ({ processor: settings, errorHandler: settings });

/** The settings required by retainData. */
const retentions = {
  jobRetentionDays: 90,
  archiveRetentionDays: 30,
  logRetentionDays: 30,
  accessLogRetentionDays: 365,
};

/**
 * Stages that together cover non-default values of each setting, alone and in combination. A test fails when a setting
 * is missing here.
 */
export const settingVariants: Readonly<Record<string, Settings>> = {
  least: {
    ...functions({ timeoutSeconds: 1, memoryMb: 128, reservedConcurrency: 0, retryAttempts: 1 }),
    maxEventAgeSeconds: 60,
    logRetentionDays: 1,
    accessLogRetentionDays: 1,
    api: { rateLimit: 1, burstLimit: 1 },
    jobRetentionDays: 1,
    archiveRetentionDays: 1,
    monitoring: {
      thresholds: {
        serverErrorPercent: 0.1,
        clientErrorPercent: 0.1,
        forbiddenRequests: 0,
        latencyMs: 1,
        failedJobPercent: 0.1,
        durationPercent: 1,
        concurrencyPercent: 1,
        eventAgePercent: 1,
      },
    },
  },
  most: {
    ...functions({ timeoutSeconds: 900, memoryMb: 10_240, reservedConcurrency: 1000, retryAttempts: 2 }),
    logRetentionDays: 3653,
    api: { rateLimit: 10_000, burstLimit: 5000 },
    jobRetentionDays: 3650,
  },
  unreserved: functions({ reservedConcurrency: 'none' }),
  oneUnreserved: { processor: { reservedConcurrency: 'none' } },
  errorsWithoutLogs: { logJobErrors: false },
  logsForever: { logRetentionDays: 9999 },
  archiveForever: { archiveRetentionDays: 0 },
  archiveOnly: { archiveRetentionDays: 30 },
  jobsOnly: { jobRetentionDays: 30 },
  retained: { retainData: true, ...retentions },
  retainedForever: {
    retainData: true,
    jobRetentionDays: 'forever',
    archiveRetentionDays: 0,
    logRetentionDays: 9999,
    accessLogRetentionDays: 9999,
    completionEvents: true,
  },
  anyOrigin: { api: { allowedOrigins: ['*'] } },
  origins: { api: { allowedOrigins: ['https://app.example.com', 'http://localhost:8080'] } },
  existingLogRole: { api: { setAccountLogRole: false } },
  accounts: { api: { accounts: ['111122223333', '444455556666'] } },
  addresses: { api: { cidrs: ['192.0.2.0/24', '2001:db8::/32'] } },
  roles: { api: { separateRoles: true } },
  clients: { clients: ['billing', 'reports'] },
  isolated: { isolation: 'caller', clients: ['billing'] },
  unlisted: { api: { listing: false } },
  listedByTime: { api: { listing: 'by-time' } },
  completionEvents: { completionEvents: true },
  completionEventsIsolated: { completionEvents: true, isolation: 'caller', api: { listing: false } },
  completionEventsUnmonitored: { completionEvents: true, monitoring: { enabled: false }, logRetentionDays: 9999 },
  webAcl: { api: { webAcl: {} } },
  webAclCounting: { api: { webAcl: { mode: 'count' } } },
  callerRoles: {
    api: {
      callerRoles: {
        principals: ['arn:aws:iam::111122223333:role/apps/*'],
        sourceIdentity: true,
        maxSessionHours: 12,
      },
    },
  },
  webAclLimit: { api: { webAcl: { requestsPerFiveMinutes: 10 } } },
  inVpc: { api: { privateEndpoint: { vpcEndpointIds: ['vpce-0123456789abcdef0', 'vpce-0123456789abcdef1'] } } },
  inVpcWithAll: {
    api: {
      privateEndpoint: { vpcEndpointIds: ['vpce-0123456789abcdef0'] },
      accounts: ['111122223333'],
      cidrs: ['10.0.0.0/8'],
      separateRoles: true,
      webAcl: {},
      allowedOrigins: ['https://app.example.com'],
    },
  },
  unmonitored: { monitoring: { enabled: false } },
  watched: {
    monitoring: {
      rejectionsByCaller: true,
      requestAnomalies: true,
      runbookUrl: 'https://wiki.example.com/jobs/runbook',
      budget: { monthlyUsd: 100, email: 'team@example.com' },
    },
  },
  mail: { monitoring: { alarmEmail: 'team@example.com' } },
  topic: { monitoring: { alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:operations' } },
  canary: { deployment: { strategy: 'canary10percent5minutes' } },
  linearUnmonitored: { deployment: { strategy: 'linear10percentEvery1minute' }, monitoring: { enabled: false } },
  ownBootstrap: {
    target: { account: '111122223333', bootstrapQualifier: 'prod', permissionsBoundary: 'jobs-boundary' },
  },
  local: { local: { environment: { AWS_ENDPOINT_URL_SES: 'http://localhost:8005' } }, tags: { team: 'billing' } },
  together: {
    ...functions({ reservedConcurrency: 'none', retryAttempts: 2 }),
    api: {
      accounts: ['111122223333'],
      cidrs: ['192.0.2.0/24'],
      separateRoles: true,
      webAcl: {},
      allowedOrigins: ['https://app.example.com'],
      setAccountLogRole: false,
    },
    monitoring: { alarmEmail: 'team@example.com' },
    deployment: { strategy: 'canary10percent30minutes' },
    completionEvents: true,
    retainData: true,
    ...retentions,
    tags: { team: 'billing' },
  },
};
