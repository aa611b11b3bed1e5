import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { installNpmTool } from './npm-tool.ts';
import { waitUntil } from './wait-until.ts';

export interface Registry {
  readonly url: string;
  /** The line that npm's configuration needs for publishing. */
  readonly authentication: string;
}

/**
 * Starts a registry with its packages in a folder, and stops it after `use`.
 * @param packages the packages it accepts: a name, or `@scope/*`
 */
export async function withRegistry(
  folder: string,
  packages: string,
  use: (registry: Registry) => Promise<void>,
): Promise<void> {
  const tool = await installNpmTool(join(import.meta.dirname, 'verdaccio'));
  const address = `127.0.0.1:${await freePort()}`;
  const url = `http://${address}/`;
  const config = join(folder, 'verdaccio.yaml');
  const log = join(folder, 'verdaccio.log');
  writeFileSync(config, configuration(folder, packages, log));
  const program = join(tool, 'node_modules/.bin/verdaccio');
  const server = spawn(process.execPath, [program, '--config', config, '--listen', address], { stdio: 'ignore' });
  const closed = once(server, 'close');
  try {
    await waitUntil('the registry to respond', async () => {
      if (server.exitCode !== null) throw new Error(`The registry exited with code ${server.exitCode}.`);
      return (await fetch(`${url}-/ping`).catch(() => undefined))?.ok === true;
    });
    await use({ url, authentication: `//${address}/:_authToken=none\n` });
  } catch (error) {
    process.stdout.write(`The registry's log:\n${readFileSync(log, 'utf8')}\n`);
    throw error;
  } finally {
    server.kill();
    await closed;
  }
}

function configuration(folder: string, packages: string, log: string): string {
  return `storage: ${join(folder, 'storage')}
packages:
  '${packages}':
    access: $all
    publish: $all
log: { type: file, path: ${log}, format: pretty, level: warn }
`;
}
