import type * as z from 'zod';
import type { stageSettingsSchema } from './stage-settings.ts';

/**
 * The deployment stages: what differs from the defaults in stage-settings.ts. To add one, add a line: its stack is
 * `stackNameOf(name)`, and `npx nx deploy infra --configuration=<name>` deploys it. Nx reads the names from here, so
 * this file must import types only.
 */
export const stages = {
  dev: {},
  prod: {
    retainData: true,
    jobRetentionDays: 90,
    archiveRetentionDays: 90,
    logRetentionDays: 30,
    accessLogRetentionDays: 365,
  },
} satisfies Record<string, z.input<typeof stageSettingsSchema>>;
