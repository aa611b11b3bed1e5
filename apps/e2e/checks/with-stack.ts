import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { withSettings } from '../src/testing/with-settings.ts';
import { startLocalTarget } from '../src/testing/target.ts';

/**
 * Runs a command beside a stack of its own: `node with-stack.ts COMMAND…`. The command finds the API as a deployed program
 * does, by `JOBS_API_URL`, `AWS_REGION` and the credentials of a role in its environment. A page that it serves at
 * `http://127.0.0.1:$PORT` may call the API.
 */
const [command = 'env', ...args] = process.argv.slice(2);
const port = await freePort();
const api = { allowedOrigins: [`http://127.0.0.1:${port}`] };
const assembly = withSettings({ api });
const target = await startLocalTarget({ assembly });
const { accessKeyId, secretAccessKey, sessionToken = '' } = target.credentials;
const child = spawn(command, args, {
  stdio: 'inherit',
  env: {
    ...process.env,
    PORT: String(port),
    JOBS_API_URL: target.apiUrl,
    AWS_REGION: target.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  },
});
const [code] = (await once(child, 'close')) as [number | null];
await target.stop();
rmSync(assembly, { recursive: true });
process.exitCode = code ?? 1;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return free;
}
