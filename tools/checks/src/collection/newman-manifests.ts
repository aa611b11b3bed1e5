import { join } from 'node:path';

/** The folder with the manifest and the lock file of newman. */
export const newmanManifests = join(import.meta.dirname, 'newman');
