import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../workspace/free-port.ts';
import { installNpmTool } from '../workspace/npm-tool.ts';
import { waitUntil } from '../workspace/wait-until.ts';

export interface Registry {
  readonly url: string;
  /** What npm's configuration needs, to publish to it and to install from it. */
  readonly npmrc: string;
}

/**
 * Starts a registry that keeps its packages in a folder, for as long as `use` takes.
 * @param scope of the packages that it has
 */
export async function withRegistry(
  folder: string,
  scope: string,
  use: (registry: Registry) => Promise<void>,
): Promise<void> {
  const tool = await installNpmTool(join(import.meta.dirname, 'verdaccio'));
  const address = `127.0.0.1:${await freePort()}`;
  const url = `http://${address}/`;
  const config = join(folder, 'verdaccio.yaml');
  const log = join(folder, 'verdaccio.log');
  writeFileSync(config, configuration(folder, scope, log));
  const program = join(tool, 'node_modules/.bin/verdaccio');
  const server = spawn(process.execPath, [program, '--config', config, '--listen', address], { stdio: 'ignore' });
  const closed = once(server, 'close');
  try {
    await waitUntil('the registry answers', async () => {
      if (server.exitCode !== null) throw new Error(`The registry ended with exit code ${server.exitCode}.`);
      return (await fetch(`${url}-/ping`).catch(() => undefined))?.ok === true;
    });
    await use({ url, npmrc: `${scope}:registry=${url}\n//${address}/:_authToken=none\n` });
  } catch (error) {
    process.stdout.write(`The registry's log:\n${readFileSync(log, 'utf8')}\n`);
    throw error;
  } finally {
    server.kill();
    await closed;
  }
}

function configuration(folder: string, scope: string, log: string): string {
  return `storage: ${join(folder, 'storage')}
packages:
  '${scope}/*':
    access: $all
    publish: $all
log: { type: file, path: ${log}, format: pretty, level: warn }
`;
}
