import type { StageSettings } from '@jobs/infra/stage-settings';

/**
 * A numeric setting of a stage as shown on the page, such as `processor.timeoutSeconds` (300).
 * @throws Error when the setting does not exist
 */
export function namedSetting(settings: StageSettings, path: string): string {
  return `\`${path}\` (${settingOf(settings, path).toLocaleString('en-US')})`;
}

/** @throws Error when the setting does not exist or is not a number */
export function settingOf(settings: StageSettings, path: string): number {
  const value = path
    .split('.')
    .reduce<unknown>((parent, name) => (parent as Record<string, unknown> | undefined)?.[name], settings);
  if (typeof value !== 'number') throw new Error(`stage-settings.ts has no numeric setting '${path}'.`);
  return value;
}
