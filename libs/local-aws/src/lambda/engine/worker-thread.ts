import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../kernel/index.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { heapLimits } from './heap-limits.ts';
import { exited, failure, type Outcome } from './outcome.ts';
import type { EnvironmentData } from './worker/messages.ts';

// With the compile cache a thread need not strip and compile the runtime again, which takes as long as all the rest.
// What an evaluated script has as globals, an ES module on Lambda has not.
const start = `
  const { enableCompileCache } = require('node:module');
  for (const name of ['require', 'module', 'exports', '__filename', '__dirname']) delete globalThis[name];
  enableCompileCache(${JSON.stringify(path.join(tmpdir(), 'node-compile-cache'))});
  import(${JSON.stringify(new URL('./worker/main.ts', import.meta.url).href)});
`;

/**
 * A thread that loads a function's code.
 * @param env all that is in its `process.env`
 */
export function newWorker(definition: FunctionDefinition, env: Record<string, string>, clock: Clock): Worker {
  const { codeFolder, handler, name, memorySizeMb } = definition;
  const workerData: EnvironmentData = {
    codeFolder,
    handler,
    ...(clock.sharedTime && { sharedTime: clock.sharedTime }),
  };
  return new Worker(start, {
    eval: true,
    name,
    workerData,
    env,
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: heapLimits(memorySizeMb),
  });
}

/** What an error that ended a thread makes of its invocation. */
export function endedBy(error: unknown, requestId: string): Outcome {
  if (!(error instanceof Error)) return failure({ errorType: typeof error, errorMessage: String(error), trace: [] });
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return exited(requestId, 'killed');
  return failure({ errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') });
}
