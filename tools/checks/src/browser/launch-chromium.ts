import { type Browser, chromium } from 'playwright-core';
import { installChromium } from './install-chromium.ts';

/** Starts Debian's Chromium headless, without background activity. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await installChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ].concat(['--disable-component-update', '--disable-sync']),
  });
}
