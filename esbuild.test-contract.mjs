/** How the functions are bundled for tests that run whole stacks: with the contract and the job of the tests. */
import functions from './esbuild.functions.mjs';

/** @type {import('esbuild').BuildOptions} */
export default { ...functions, conditions: ['@jobs/test-contract', 'module'] };
