import { parseStage, type StageSettings } from './stage-settings.ts';
import { stages } from './stages.ts';

/** All stages and their validated settings. Throws an error that names the stage and the invalid setting. */
export function allStages(): Record<string, StageSettings> {
  return Object.fromEntries(Object.entries(stages).map(([name, settings]) => [name, parseStage(name, settings)]));
}
