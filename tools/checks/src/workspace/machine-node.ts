import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** This machine's Node: the first in the PATH outside of node_modules. */
export function machineNode(path = process.env.PATH ?? ''): string {
  const programs = path
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'));
  const found = programs.find((program) => existsSync(program));
  if (found === undefined) throw new Error(`No Node in the PATH: ${path}`);
  return found;
}
