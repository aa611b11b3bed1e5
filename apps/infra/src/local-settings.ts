import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A stage's settings for the local run, written next to the template at synthesis. */
export interface LocalSettings {
  /** Environment variables of the functions, in addition to those of the template. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The name of the file in the cloud assembly. */
export const localSettingsFile = (stackName: string): string => `${stackName}.local.json`;

/**
 * The settings of a stack for the local run; empty if the cloud assembly has no such file.
 * @throws Error when the file can't be read
 */
export function readLocalSettings(assembly: string, stackName: string): LocalSettings {
  try {
    return JSON.parse(readFileSync(join(assembly, localSettingsFile(stackName)), 'utf8')) as LocalSettings;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { environment: {} };
    throw error;
  }
}
