import { resolve } from 'node:path';

/** The folder of this checkout. */
export const workspace = resolve(import.meta.dirname, '../../../..');

/** Where a run tells of itself, unless it is told otherwise; git ignores it. */
export const defaultStateFolder = resolve(workspace, '.local');
