/**
 * Builds the stack for `npm start`: `nx run infra:synth`, whose output only matters when it fails. Anything that takes
 * longer than two seconds is announced on standard error.
 */
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import process from 'node:process';
import { clearTimeout, setTimeout } from 'node:timers';

if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `Cannot start on Node ${process.version}. On Linux and Windows, npm ci installs Node 24; elsewhere, install Node 24.\n`,
  );
  process.exit(1);
}

const nx = spawn('nx', ['run', 'infra:synth'], {
  stdio: ['ignore', 'pipe', 'pipe'],
  shell: process.platform === 'win32',
  // The local run reports findings.
  env: { ...process.env, CDK_FINDINGS: 'warn' },
});
const written = [];
for (const stream of [nx.stdout, nx.stderr]) stream.on('data', (chunk) => written.push(chunk));
const announcement = setTimeout(() => process.stderr.write('Building the functions and the stack …\n'), 2000);
// Ctrl-C ends both.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => nx.kill(signal));
nx.on('error', (error) => {
  clearTimeout(announcement);
  process.stderr.write(`Cannot start nx: ${error.message}. Run npm ci first.\n`);
  process.exitCode = 1;
});
nx.on('close', (code, signal) => {
  clearTimeout(announcement);
  if (code === 0) return;
  if (signal === null) process.stderr.write(Buffer.concat(written));
  process.exitCode = code ?? 130;
});
