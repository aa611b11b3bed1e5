import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findTarget } from '../src/target.ts';

/**
 * Writes the variables of the Postman collection for an API, found as the command `jobs-api` finds it: the stack that runs
 * here, or the one that is named. The credentials in it are a session's, and end with it.
 */
const root = resolve(import.meta.dirname, '../../..');
const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    region: { type: 'string' },
    role: { type: 'string' },
    output: { type: 'string', default: '.local/jobs-api.postman_environment.json' },
  },
});

try {
  const { url, region, credentials } = findTarget(values, process.env, root);
  const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
  const variables = {
    accessKey: accessKeyId,
    secretKey: secretAccessKey,
    sessionToken,
    region: region ?? /\.execute-api\.([\w-]+)\./.exec(url)?.[1],
    baseUrl: url.replace(/\/$/, ''),
  };
  const file = resolve(root, values.output);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(environment(variables), null, 2)}\n`, { mode: 0o600 });
  process.stdout.write(`${file}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function environment(variables: Readonly<Record<string, string | undefined>>): object {
  const secret = ['accessKey', 'secretKey', 'sessionToken'];
  return {
    name: 'Jobs API',
    _postman_variable_scope: 'environment',
    values: Object.entries(variables).map(([key, value = '']) => ({
      key,
      value,
      type: secret.includes(key) ? 'secret' : 'default',
      enabled: true,
    })),
  };
}
