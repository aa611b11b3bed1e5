import { resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../../../dist/test-contract');

/** The functions with the contract and the job of the tests. */
export const testBundles = { processor: resolve(folder, 'processor'), errorHandler: resolve(folder, 'error-handler') };
