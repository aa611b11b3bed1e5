import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Runs what was installed and compiled in a folder outside the workspace, in several versions of Node, beside a stack
 * (`with-stack.ts`): `node published.ts FOLDER NODE…`
 */
const [folder = '', ...nodes] = process.argv.slice(2);

for (const node of nodes) {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const expectText = (what: string, text: string, wanted: RegExp) => {
    if (!wanted.test(text)) throw new Error(`${what} in Node ${version}: ${text}`);
    process.stdout.write(`ok  ${what} in Node ${version}: ${text.trim()}\n`);
  };
  const run = (program: string) => execFileSync(node, [join(folder, 'out', program)], { encoding: 'utf8' });
  expectText("the README's example", run('readme.js'), /^I slept for 5 seconds$/m);
  expectText('a Lambda function', run('invoke.js'), /"message":"I slept for 1 seconds"/);
  expectText('the command', runCommand(node), /"status":"Success"/);
  expectText('a Node service', await callService(node), /^200 \{"message":"I slept for 1 seconds"\}$/);
}

function runCommand(node: string): string {
  const command = join(folder, 'node_modules/@jobs/cli/bin/jobs.mjs');
  return execFileSync(node, [command, 'submit', '{"seconds":1}', '--wait', '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

async function callService(node: string): Promise<string> {
  const { PORT = '' } = process.env;
  const service = spawn(node, [join(folder, 'out/service.js')], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(service.stdout, 'data');
    const answer = await fetch(`http://127.0.0.1:${PORT}/sleep?seconds=1`);
    return `${answer.status} ${await answer.text()}`;
  } finally {
    const closed = once(service, 'close');
    service.kill();
    await closed;
  }
}
