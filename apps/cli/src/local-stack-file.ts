import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from './errors.ts';

/** What the local run says about itself in `.local/stack.json`, as far as it matters here. */
export interface LocalStackFile {
  readonly endpoint: string;
  readonly region: string;
  readonly outputs: { readonly JobsApiEndpoint: string; readonly JobsApiInvokeRole: string };
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Looks for `.local/stack.json` in a folder and in those above it; it is there as long as the local run is.
 * @throws UsageError when a file is there that is not the local run's
 */
export function findLocalStack(folder: string): LocalStackFile | undefined {
  const file = join(folder, '.local/stack.json');
  const text = readIfThere(file);
  if (text !== undefined) return parse(text, file);
  const above = dirname(folder);
  return above === folder ? undefined : findLocalStack(above);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined;
    }
    throw new UsageError(`${file} can't be read: ${String(error)}`, { cause: error });
  }
}

function parse(text: string, file: string): LocalStackFile {
  try {
    const stack = JSON.parse(text) as Partial<LocalStackFile> | null;
    const { JobsApiEndpoint, JobsApiInvokeRole } = stack?.outputs ?? {};
    if (stack?.endpoint && stack.region && stack.credentials && JobsApiEndpoint && JobsApiInvokeRole) {
      return stack as LocalStackFile;
    }
  } catch {
    // Told below, with what to do.
  }
  throw new UsageError(`${file} does not describe a stack. Start it again: npm start`);
}
