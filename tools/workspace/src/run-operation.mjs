import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** Runs the script next to the schema of the target's executor, with the target's configuration as the stage. */
export default function runOperation(options, { root, target, configurationName }) {
  const script = scriptOf(target.executor, root);
  const child = spawn('node', [script, ...argumentsOf(options)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, JOBS_STAGE: configurationName ?? '' },
  });
  // The child ends in its own time, and this process after it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`Cannot start ${script}: ${error.message}\n`);
      resolve({ success: false });
    });
    child.on('close', (code) => resolve({ success: code === 0 }));
  });
}

/** `@jobs/operations:deploy` -> `apps/operations/src/deploy/deploy.ts`, by the project's executors.json. */
function scriptOf(executor, root) {
  const [, project, name] = /^@[^/]+\/([^:]+):(.+)$/.exec(executor);
  const folder = join(root, 'apps', project);
  const { executors } = JSON.parse(readFileSync(join(folder, 'executors.json'), 'utf8'));
  return join(folder, executors[name].schema.replace(/\.schema\.json$/, '.ts'));
}

const argumentsOf = (options) =>
  Object.entries(options)
    .filter(([, value]) => value !== false)
    .map(([name, value]) => {
      const option = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      return value === true ? option : `${option}=${value}`;
    });
