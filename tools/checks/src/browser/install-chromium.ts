import { existsSync } from 'node:fs';
import { mustRun } from '../workspace/run-command.ts';

const chromium = '/usr/bin/chromium';

/** Installs Debian's Chromium where it is not there yet. */
export async function installChromium(): Promise<string> {
  if (existsSync(chromium)) return chromium;
  await mustRun(['apt-get', 'update', '-qq']);
  await mustRun(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  return chromium;
}
