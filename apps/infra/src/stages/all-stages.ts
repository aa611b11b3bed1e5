import { parseStage, type StageSettings } from './stage-settings.ts';
import { stages } from './stages.ts';

/** The names of the stages and their settings, checked. Throws an error that names the stage and the setting. */
export function allStages(): Record<string, StageSettings> {
  return Object.fromEntries(Object.entries(stages).map(([name, settings]) => [name, parseStage(name, settings)]));
}
