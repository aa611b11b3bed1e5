import { join } from 'node:path';
import { installPythonTools } from '@jobs/operations/python-tools';
import { cacheFolder } from './environment.ts';

/**
 * Installs what the `requirements.txt` of a check pins into a virtual environment of its own, outside of the tracked files.
 * @returns the folder of its programs
 */
export function installRequirements(check: string): string {
  const requirements = join(import.meta.dirname, '..', check, 'requirements.txt');
  return installPythonTools(join(cacheFolder, check, 'venv'), requirements);
}

/** The folder of what the checks in Python share. */
export const sharedPython = join(import.meta.dirname, '../python');
