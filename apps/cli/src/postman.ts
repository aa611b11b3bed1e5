import { closeSync, fchmodSync, fstatSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { PostmanCommand } from './command-line.ts';
import { UsageError } from './errors.ts';
import { printJson, type Stream } from './output.ts';
import type { Target } from './target.ts';

const secrets = ['accessKey', 'secretKey', 'sessionToken'];

/**
 * Writes the variables of the Postman collection for an API. The credentials in it expire with their session.
 * @throws UsageError when the file cannot be written
 */
export async function writePostmanEnvironment(
  { output = '.local/jobs-api.postman_environment.json', json }: Pick<PostmanCommand, 'output' | 'json'>,
  { url, region, credentials }: Target,
  { folder, stdout }: { readonly folder: string; readonly stdout: Stream },
): Promise<void> {
  const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
  const variables = {
    accessKey: accessKeyId,
    secretKey: secretAccessKey,
    sessionToken,
    region: region ?? /\.execute-api\.([\w-]+)\./.exec(url)?.[1],
    baseUrl: url.replace(/(?<!\/)\/+$/, ''),
  };
  const file = resolve(folder, output);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeForUser(file, `${JSON.stringify(buildEnvironment(variables), null, 2)}\n`);
  } catch (cause) {
    throw new UsageError(`Cannot write ${file}: ${String(cause)}`, { cause });
  }
  if (json) printJson(stdout, { file });
  else stdout.write(`${file}\n`);
}

/** Readable only by the user, even if the file already exists and others may read it. */
function writeForUser(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600);
  try {
    if (fstatSync(file).isFile()) fchmodSync(file, 0o600);
    writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

function buildEnvironment(variables: Readonly<Record<string, string | undefined>>): object {
  return {
    name: 'Jobs API',
    _postman_variable_scope: 'environment',
    values: Object.entries(variables).map(([key, value = '']) => ({
      key,
      value,
      type: secrets.includes(key) ? 'secret' : 'default',
      enabled: true,
    })),
  };
}
