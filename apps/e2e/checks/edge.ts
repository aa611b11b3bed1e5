import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';

/** Runs the client in workerd, beside a stack (`with-stack.ts`). */
const [workerd = ''] = process.argv.slice(2);
if (!existsSync(workerd)) throw new Error(`There is no workerd at '${workerd}'. See .ci/check-edge`);
const { PORT = '' } = process.env;
const bindings = ['JOBS_API_URL', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'].map(
  (name) => `(name = "${name}", fromEnvironment = "${name}")`,
);

const folder = mkdtempSync(join(tmpdir(), 'edge-'));
await build({
  entryPoints: [resolve(import.meta.dirname, 'edge-worker.ts')],
  outfile: join(folder, 'worker.js'),
  bundle: true,
  format: 'esm',
  // Without anything of Node: an import of it would not be found.
  platform: 'neutral',
  mainFields: ['module', 'main'],
});
writeFileSync(
  join(folder, 'config.capnp'),
  `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      compatibilityDate = "2026-07-01",
      bindings = [${bindings.join(', ')}],
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${PORT}", http = (), service = "main")],
);
`,
);

const server = spawn(workerd, ['serve', join(folder, 'config.capnp')], { stdio: 'inherit' });
try {
  const text = await answer(`http://127.0.0.1:${PORT}/`);
  const wanted = '{"status":"Success","results":{"message":"I slept for 1 seconds"},"failure":"JobFailedError"}';
  if (text !== wanted) throw new Error(`The worker answered: ${text}`);
  process.stdout.write(`ok  a job and a failure in workerd: ${text}\n`);
} finally {
  server.kill();
}

/** As soon as the server listens. */
async function answer(url: string): Promise<string> {
  for (let attempts = 0; ; attempts++) {
    try {
      return await (await fetch(url)).text();
    } catch (error) {
      if (attempts >= 100 || server.exitCode !== null) throw error;
      await sleep(100);
    }
  }
}
