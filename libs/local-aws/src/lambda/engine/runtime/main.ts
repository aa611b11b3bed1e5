import { flushCompileCache } from 'node:module';
import type { EnvironmentData } from './messages.ts';
import { loadOwnPackagesOnly } from './own-packages.ts';
import { protectRun } from './protect-run.ts';
import { Runtime } from './runtime.ts';

const [node = '', , argument = ''] = process.argv;
const data = JSON.parse(argument) as EnvironmentData;
// As on Lambda.
process.argv = [node, '/var/runtime/index.mjs'];
if (process.env.NODE_COMPILE_CACHE === data.compileCache) delete process.env.NODE_COMPILE_CACHE;
protectRun();
loadOwnPackagesOnly([data.codeFolder, ...(data.layersFolder === undefined ? [] : [data.layersFolder])]);
// Not awaited: otherwise a function with an empty event loop would end with Node's own exit code (docs/facts/f.md#f16).
// Flushed now for the function's next environment: a process killed by a signal has no time to write the cache.
void new Runtime().start(data).then(flushCompileCache);
