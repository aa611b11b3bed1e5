import type { Writable } from 'node:stream';
import { codeOf, reasonOf } from '../stack/persistence/file-system.ts';

export interface OutputStreams {
  readonly stdout: Pick<Writable, 'on'>;
  readonly stderr: Pick<Writable, 'on' | 'write'>;
}

/**
 * Reports on stderr, once, that the output can no longer be written. Without this, Node ends the process with a stack
 * trace.
 * @param onClosed called when the reader of the output has closed it, as `| head` does
 */
export function watchOutput({ stdout, stderr }: OutputStreams, onClosed: () => void): void {
  let isReported = false;
  stdout.on('error', (error: Error) => {
    if (isReported) return;
    isReported = true;
    if (codeOf(error) === 'EPIPE') {
      stderr.write('The output was closed (EPIPE). Stopping the run.\n');
      onClosed();
    } else {
      stderr.write(`Cannot write the output: ${reasonOf(error)}. The run continues without output.\n`);
    }
  });
  stderr.on('error', () => undefined);
}
