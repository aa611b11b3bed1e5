import { resolve } from 'node:path';
import { UsageError } from './errors.ts';
import { findFile, type FoundFile, readIfThere } from './find-file.ts';

/** The parts of `.local/stack.json`, which the local run writes, that matter here. */
export interface LocalStackFile {
  readonly endpoint: string;
  readonly region: string;
  readonly outputs: { readonly JobsApiEndpoint: string; readonly JobsApiInvokeRole: string };
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The URL for faults, and the service that its requests are signed for. */
  readonly faults?: { readonly url: string; readonly service: string };
  /** The URL of its console, with the token of the run; absent without a console. */
  readonly console?: string;
  /** Its path. */
  readonly file: string;
}

/**
 * Looks for `.local/stack.json` in a folder and its parents; it exists while the local run does.
 * @param state the folder of `stack.json`, if known
 * @throws UsageError when a file exists that is not the local run's
 */
export function findLocalStack(folder: string, state?: string): LocalStackFile | undefined {
  const file =
    state === undefined ? findFile(folder, '.local/stack.json') : readIfThere(resolve(folder, state, 'stack.json'));
  return file && parse(file);
}

function parse({ path, text }: FoundFile): LocalStackFile {
  try {
    const stack = JSON.parse(text) as Partial<LocalStackFile> | null;
    const { JobsApiEndpoint, JobsApiInvokeRole } = stack?.outputs ?? {};
    if (stack?.endpoint && stack.region && stack.credentials && JobsApiEndpoint && JobsApiInvokeRole) {
      return { ...(stack as LocalStackFile), file: path };
    }
  } catch {
    // Reported below, with what to do.
  }
  throw new UsageError(`${path} does not describe a stack. Start it again: npm start`);
}
