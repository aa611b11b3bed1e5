import type * as z from 'zod';
import { parseStage, type StageSettings, type stageSettingsSchema } from './stage-settings.ts';

/** The deployment stages: what differs from the defaults in stage-settings.ts. To add one, add a line: its stack is `jobs-<name>`, and `npx nx deploy infra --configuration=<name>` deploys it. */
const stages = {
  dev: {},
  prod: { retainData: true },
} satisfies Record<string, z.input<typeof stageSettingsSchema>>;

/** The names of the stages and their settings, checked. Throws an error that names the stage and the setting. */
export function allStages(): Record<string, StageSettings> {
  return Object.fromEntries(Object.entries(stages).map(([name, settings]) => [name, parseStage(name, settings)]));
}
