import type { Writable } from 'node:stream';
import { codeOf, reasonOf } from '../stack/persistence/file-system.ts';

export interface OutputStreams {
  readonly stdout: Pick<Writable, 'on'>;
  readonly stderr: Pick<Writable, 'on' | 'write'>;
}

/**
 * Says on stderr, once, that the output can't be written any more. Without this, Node ends the process with a stack
 * trace.
 * @param onClosed called when there is nobody left to read the output, such as behind `| head`
 */
export function watchOutput({ stdout, stderr }: OutputStreams, onClosed: () => void): void {
  let isTold = false;
  stdout.on('error', (error: Error) => {
    if (isTold) return;
    isTold = true;
    if (codeOf(error) === 'EPIPE') {
      stderr.write('Nobody reads the output any more (EPIPE). The run stops.\n');
      onClosed();
    } else {
      stderr.write(`Cannot write the output: ${reasonOf(error)}. The run goes on without output.\n`);
    }
  });
  stderr.on('error', () => undefined);
}
