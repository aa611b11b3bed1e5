import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { EnvironmentData } from './messages.ts';
import { Runtime } from './runtime.ts';

if (!parentPort) throw new Error('This module is the start of a worker thread.');
await new Runtime(parentPort).start(workerData as EnvironmentData);
// The next environment of this function then starts from the cache, which an exit alone may come too late for.
flushCompileCache();
