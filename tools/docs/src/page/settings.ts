import type { StageSettings } from '@jobs/infra/stage-settings';

/**
 * A number of a stage as the page names it, such as `processor.timeoutSeconds` (300).
 * @throws Error when there is no such setting
 */
export function namedSetting(settings: StageSettings, path: string): string {
  return `\`${path}\` (${settingOf(settings, path).toLocaleString('en-US')})`;
}

/** @throws Error when there is no such number */
export function settingOf(settings: StageSettings, path: string): number {
  const value = path
    .split('.')
    .reduce<unknown>((parent, name) => (parent as Record<string, unknown> | undefined)?.[name], settings);
  if (typeof value !== 'number') throw new Error(`There is no number '${path}' in stage-settings.ts.`);
  return value;
}
