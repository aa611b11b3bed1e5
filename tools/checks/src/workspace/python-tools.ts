import { join } from 'node:path';
import { installPythonTools } from '@jobs/operations/python-tools';
import { cacheFolder } from './environment.ts';

/**
 * Installs a check's `requirements.txt` into its own virtual environment, outside the tracked files.
 * @returns the folder of its programs
 */
export function installRequirements(check: string): string {
  const requirements = join(import.meta.dirname, '..', check, 'requirements.txt');
  return installPythonTools(join(cacheFolder, check, 'venv'), requirements);
}

/** The folder with helpers shared by the checks in Python. */
export const sharedPython = join(import.meta.dirname, '../python');
