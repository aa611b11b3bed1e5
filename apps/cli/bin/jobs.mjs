#!/usr/bin/env node
// In the workspace the command runs from its source, on the workspace's own Node, which strips types.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';

const source = fileURLToPath(new URL('../src/main.ts', import.meta.url));

if (existsSync(source)) {
  const own = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
  // On macOS, npm installs no Node.
  const node = existsSync(own) ? own : process.execPath;
  const args = ['--conditions=@jobs/source', source, ...process.argv.slice(2)];
  const child = spawn(node, args, { stdio: 'inherit' });
  // The terminal interrupts both, and the command ends in its own time.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    process.stderr.write(`Cannot start jobs-api: ${error.message}\nHas 'npm ci' been run in this workspace?\n`);
    process.exitCode = 5;
  });
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  await import('../dist/main.mjs');
}
