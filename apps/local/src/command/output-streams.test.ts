import { EventEmitter } from 'node:events';
import type { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { watchOutput } from './output-streams.ts';

function watched() {
  const stdout = new EventEmitter();
  const stderr = new EventEmitter();
  const lines: string[] = [];
  let closings = 0;
  const streams = { stdout, stderr: Object.assign(stderr, { write: (line: string) => lines.push(line) > 0 }) };
  watchOutput(streams as unknown as { stdout: Writable; stderr: Writable }, () => {
    closings += 1;
  });
  return { stdout, stderr, lines, closings: () => closings };
}

const systemError = (code: string, message: string) => Object.assign(new Error(message), { code });

describe('an output that cannot be written', () => {
  it('stops the run if its reader has closed it, and reports this once', () => {
    const { stdout, stderr, lines, closings } = watched();
    for (let n = 0; n < 3; n += 1) stdout.emit('error', systemError('EPIPE', 'write EPIPE'));
    stderr.emit('error', systemError('EPIPE', 'write EPIPE'));
    expect(lines).toEqual(['The output was closed (EPIPE). Stopping the run.\n']);
    expect(closings()).toBe(1);
  });

  it('does not stop the run for any other error', () => {
    const { stdout, lines, closings } = watched();
    stdout.emit('error', systemError('ENOSPC', 'ENOSPC: no space left on device, write'));
    expect(lines).toEqual([
      'Cannot write the output: ENOSPC: no space left on device. The run continues without output.\n',
    ]);
    expect(closings()).toBe(0);
  });
});
