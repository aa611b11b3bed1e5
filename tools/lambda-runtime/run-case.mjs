import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readLog } from './read-log.mjs';
import { startRuntimeApi } from './runtime-api.mjs';

const client = path.join(import.meta.dirname, 'client/node_modules/aws-lambda-ric/index.mjs');
/** The project's Node, which also runs the functions of the local run. */
const node = realpathSync(path.join(import.meta.dirname, '../../node_modules/.bin/node'));

/**
 * Runs the client with a handler until it has responded to all events or exited.
 * @param {ReturnType<typeof import('./read-cases.mjs').readCases>[number]} options
 */
export async function runCase({ code, file, handler, events, logFormat, logLevel }) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lambda-runtime-')));
  const taskRoot = path.join(folder, 'task');
  const logFile = path.join(folder, 'log');
  const api = await startRuntimeApi(events);
  // All output goes to one file, so that it keeps its order.
  const log = openSync(logFile, 'a');
  try {
    mkdirSync(taskRoot);
    writeFileSync(path.join(taskRoot, file), code);
    const child = spawn(node, [client], {
      cwd: taskRoot,
      stdio: ['ignore', log, log, log],
      env: environment({ address: api.address, taskRoot, handler, logFormat, logLevel }),
    });
    const exited = once(child, 'exit');
    await Promise.race([api.allHandled, exited]);
    const isWaiting = child.exitCode === null && child.signalCode === null;
    if (isWaiting) child.kill('SIGKILL');
    const [status, signal] = await exited;
    const hidden = { [taskRoot]: '/var/task', [client]: '/var/runtime/index.mjs' };
    return {
      outcomes: api.outcomes.map((outcome) => hide(outcome, hidden)),
      log: withoutNativeStack(readLog(readFileSync(logFile))).map((line) => hide(line, hidden)),
      exit: isWaiting ? 'waits' : (status ?? signal),
    };
  } finally {
    await api.stop();
    closeSync(log);
    rmSync(folder, { recursive: true });
  }
}

const environment = ({ address, taskRoot, handler, logFormat, logLevel }) => ({
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
  AWS_LAMBDA_FUNCTION_NAME: 'worker',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/worker',
  AWS_LAMBDA_LOG_STREAM_NAME: 'stream',
  AWS_LAMBDA_RUNTIME_API: address,
  AWS_REGION: 'eu-west-1',
  LAMBDA_TASK_ROOT: taskRoot,
  LANG: 'en_US.UTF-8',
  PATH: '/usr/local/bin:/usr/bin:/bin',
  TZ: ':UTC',
  _HANDLER: handler,
  // As on Lambda, the client writes each log entry as a frame.
  _LAMBDA_TELEMETRY_LOG_FD: '3',
  ...(logFormat === 'JSON' && { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: logLevel ?? 'INFO' }),
});

/** Removes the native stack trace of an abort, which contains addresses of this machine. */
function withoutNativeStack(log) {
  const start = log.findIndex(({ output }) => output?.includes('Native stack trace'));
  return start === -1 ? log : log.slice(0, start);
}

/** Replaces values that differ from run to run, in strings at any depth. */
function hide(value, replacements) {
  if (typeof value === 'string') {
    return Object.entries(replacements)
      .reduce((text, [from, to]) => text.replaceAll(from, to), value)
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<time>')
      .replaceAll(/\(node:\d+\)/g, '(node:<pid>)');
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hide(each, replacements)]));
}
