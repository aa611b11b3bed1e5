import { resolve } from 'node:path';

/** The folder of this checkout. */
export const workspace = resolve(import.meta.dirname, '../../../..');

/** The default folder of the files that describe a run; git ignores it. */
export const defaultStateFolder = resolve(workspace, '.local');
