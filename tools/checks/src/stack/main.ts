import { freePort } from '../workspace/free-port.ts';
import { mustRun } from '../workspace/run-command.ts';
import { withStack } from './with-stack.ts';

/**
 * Runs a command with its own stack: `node --conditions=@jobs/source tools/checks/src/stack/main.ts COMMAND…`. The
 * command finds the API like a deployed program: through `JOBS_API_URL`, `AWS_REGION` and credentials in its
 * environment. A page that it serves at `http://127.0.0.1:$PORT` may call the API.
 */
const [command = 'env', ...args] = process.argv.slice(2);
const port = String(await freePort());

await withStack(({ environment }) => mustRun([command, ...args], { env: { ...environment, PORT: port } }), {
  settings: { api: { allowedOrigins: [`http://127.0.0.1:${port}`] } },
});
