import { globSync } from 'node:fs';
import { join } from 'node:path';

/** @throws Error where workerd has no build for this machine */
export function findWorkerd(folder: string): string {
  const [found] = globSync('node_modules/@cloudflare/workerd-*/bin/workerd', { cwd: folder });
  if (found === undefined)
    throw new Error(`workerd has no build for this machine: ${process.platform} ${process.arch}`);
  return join(folder, found);
}
