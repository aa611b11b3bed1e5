import { resolve } from 'node:path';
import { UsageError } from './errors.ts';
import { findFile, type FoundFile, readIfThere } from './find-file.ts';

/** What the local run says about itself in `.local/stack.json`: the parts that matter here. */
export interface LocalStackFile {
  readonly endpoint: string;
  readonly region: string;
  readonly outputs: { readonly JobsApiEndpoint: string; readonly JobsApiInvokeRole: string };
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Where the stack takes faults, and the service that requests for them are signed for. */
  readonly faults?: { readonly url: string; readonly service: string };
  /** The address of its console, with the token of the run; absent without one. */
  readonly console?: string;
  /** Where it is. */
  readonly file: string;
}

/**
 * Looks for `.local/stack.json` in a folder and in those above it; it is there as long as the local run is.
 * @param state the folder of `stack.json`, when it is known
 * @throws UsageError when a file is there that is not the local run's
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
    // Told below, with what to do.
  }
  throw new UsageError(`${path} does not describe a stack. Start it again: npm start`);
}
