import { spawn } from 'node:child_process';

export interface Desktop {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
}

/** The command that opens a URL in the user's browser; undefined without a desktop. */
export function browserCommand(address: string, { platform, environment }: Desktop): readonly string[] | undefined {
  if (platform === 'darwin') return ['open', address];
  // `start` treats its first quoted argument as a title.
  if (platform === 'win32') return ['cmd', '/c', 'start', '""', address];
  return environment.DISPLAY || environment.WAYLAND_DISPLAY ? ['xdg-open', address] : undefined;
}

/** Opens a URL in the browser, if there is one. It has already been printed. */
export function openBrowser(address: string, environment: NodeJS.ProcessEnv): void {
  const [command, ...args] = browserCommand(address, { platform: process.platform, environment }) ?? [];
  if (command === undefined) return;
  const options = { detached: true, stdio: 'ignore', windowsVerbatimArguments: true } as const;
  const child = spawn(command, args, options);
  // Such as a desktop without xdg-open.
  child.on('error', () => undefined);
  child.unref();
}
