import { resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../../../dist/test-contract');

/** The bundles with the tests' contract and job. */
export const testBundles = { processor: resolve(folder, 'processor'), errorHandler: resolve(folder, 'error-handler') };
