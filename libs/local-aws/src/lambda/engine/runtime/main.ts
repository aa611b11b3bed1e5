import { flushCompileCache } from 'node:module';
import type { EnvironmentData } from './messages.ts';
import { protectRun } from './protect-run.ts';
import { Runtime } from './runtime.ts';

const [node = '', , argument = ''] = process.argv;
const data = JSON.parse(argument) as EnvironmentData;
// As on Lambda.
process.argv = [node, '/var/runtime/index.mjs'];
if (process.env.NODE_COMPILE_CACHE === data.compileCache) delete process.env.NODE_COMPILE_CACHE;
protectRun();
// Not awaited: while it were, a function whose event loop is empty would end with Node's code for that (docs/facts/f.md#f16).
// The next environment of this function starts from the cache, for whose writing an end by a signal leaves no time.
void new Runtime().start(data).then(flushCompileCache);
