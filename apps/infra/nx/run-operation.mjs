import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

/**
 * The executor of what is done with a deployed stage: runs the script in src/operations of the project that is named
 * like the target's executor, with the configuration as the stage.
 */
export default function runOperation(options, { root, target, configurationName }) {
  const [, project, operation] = /^@jobs\/(.+):(.+)$/.exec(target.executor);
  const script = join(root, 'apps', project, 'src/operations', `${operation}.ts`);
  const child = spawn('node', [script, ...argumentsOf(options)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, JOBS_STAGE: configurationName ?? '' },
  });
  // The child ends as it must, and then this process does.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${script} can't be started: ${error.message}\n`);
      resolve({ success: false });
    });
    child.on('close', (code) => resolve({ success: code === 0 }));
  });
}

const argumentsOf = (options) =>
  Object.entries(options)
    .filter(([, value]) => value !== false)
    .map(([name, value]) => {
      const option = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      return value === true ? option : `${option}=${value}`;
    });
