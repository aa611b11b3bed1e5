import { readFileSync } from 'node:fs';

/** The content of the local run's `stack.json`. */
export interface StackFile {
  readonly endpoint: string;
  readonly region: string;
  readonly outputs: {
    readonly JobsApiEndpoint: string;
    readonly JobsApiInvokeRole: string;
    readonly JobsTable: string;
    readonly FailedJobsEventBus: string;
  };
  /** The address of the console, with the token of the run. */
  readonly console: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export function readStackFile(file: string): StackFile {
  return JSON.parse(readFileSync(file, 'utf8')) as StackFile;
}
