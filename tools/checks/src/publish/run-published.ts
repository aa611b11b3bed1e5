import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expectText } from '../workspace/expect-text.ts';
import { freePort } from '../workspace/free-port.ts';

/** Runs the compiled examples outside the workspace with a version of Node. */
export async function runPublished(project: string, node: string, env: NodeJS.ProcessEnv): Promise<void> {
  const run = (args: readonly string[]) =>
    execFileSync(node, args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'inherit'] });
  const example = (program: string) => run([join(project, 'out', program)]);
  const version = run(['--version']).trim();
  const expectIn = (what: string, text: string, wanted: RegExp) => {
    expectText(`${what} in Node ${version}`, text, wanted);
  };
  expectIn("the README's example", example('readme.js'), /"I slept for 5 seconds"/);
  expectIn('a Lambda function', example('invoke.js'), /"message":"I slept for 1 seconds?"/);
  expectIn(
    'the command',
    run([join(project, command), 'submit', '{"seconds":1}', '--wait', '--json']),
    /"status":"Success"/,
  );
  expectIn('signed webhooks', run(['--test', join(project, 'out/webhook.test.js')]), /^\S+ fail 0$/m);
  expectIn('a Node service', await callService(project, node, env), /^200 \{"message":"I slept for 1 seconds?"\}$/);
}

const command = 'node_modules/@jobs/cli/bin/jobs.mjs';

async function callService(project: string, node: string, env: NodeJS.ProcessEnv): Promise<string> {
  const port = String(await freePort());
  const service = spawn(node, [join(project, 'out/service.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...env, PORT: port },
  });
  const closed = once(service, 'close');
  try {
    await once(service.stdout, 'data');
    const answer = await fetch(`http://127.0.0.1:${port}/sleep?seconds=1`);
    return `${answer.status} ${await answer.text()}`;
  } finally {
    service.kill();
    await closed;
  }
}
