import { existsSync } from 'node:fs';
import { mustRun } from '../workspace/run-command.ts';

const chromium = '/usr/bin/chromium';
const inter = '/usr/share/fonts/opentype/inter';

/** Installs Debian's Chromium if it is missing. */
export async function installChromium(): Promise<string> {
  await install('chromium', chromium);
  return chromium;
}

/** Installs a readable font for screenshots. */
export const installFonts = (): Promise<void> => install('fonts-inter', inter);

async function install(name: string, path: string): Promise<void> {
  if (existsSync(path)) return;
  await mustRun(['apt-get', 'update', '-qq']);
  await mustRun(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', name]);
}
