// Generated from openapi.yaml by `npx nx run contract:generate`. Do not edit: change openapi.yaml and regenerate.
export const stringConstraints = {
  JobId: {
    pattern: '^[A-Za-z0-9_-]+$',
    maxLength: 128,
  },
  GeneratedJobId: {
    pattern: '^[1-9][0-9]{12}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  },
  IdempotencyKey: {
    pattern: '^[A-Za-z0-9_-]+$',
    maxLength: 128,
  },
  FinalStatus: {
    enum: ['Success', 'Failure', 'Cancelled'],
  },
  JobEventType: {
    enum: ['job.finished'],
  },
  ListedStatus: {
    enum: ['Running', 'Success', 'Failure', 'Cancelled'],
  },
} as const;
