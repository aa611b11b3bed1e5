import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The Node of this machine: the first in the PATH that no package has installed. */
export function machineNode(path = process.env.PATH ?? ''): string {
  const programs = path
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'));
  const found = programs.find((program) => existsSync(program));
  if (found === undefined) throw new Error(`There is no Node in the PATH: ${path}`);
  return found;
}
