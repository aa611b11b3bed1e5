import type { Job, JobProgress } from '@jobs/client-sdk';
import { paint, paintStatus, printable, type Stream } from './output.ts';

/** Shows the progress of a job while the command waits for it. */
export interface Progress {
  /** One line for each change of the job's status. */
  readonly onStatus: (job: Job) => void;
  /** On a terminal, a progress bar on one line; elsewhere, one line for each report of the job. */
  readonly onProgress: (progress: JobProgress) => void;
  /** Clears the line for other output. */
  readonly erase: () => void;
}

const barWidth = 20;
const eraseLine = '\r\u001b[K';

export function createProgress(stream: Stream, now: () => number): Progress {
  const startedAt = now();
  const time = () => `${((now() - startedAt) / 1000).toFixed(1).padStart(6)} s  `;
  let hasBar = false;
  const erase = () => {
    if (hasBar) stream.write(eraseLine);
    hasBar = false;
  };
  return {
    erase,
    onStatus: (job) => {
      erase();
      stream.write(`${paint(stream, 'dim', `${time()}${printable(job.id)}`)}  ${paintStatus(stream, job)}\n`);
    },
    onProgress: (progress) => {
      const text = textOf(progress);
      if (!stream.isTTY) {
        stream.write(`${time()}${text}\n`);
        return;
      }
      erase();
      stream.write(`${time()}${drawBar(progress)}${text}`.slice(0, (stream.columns ?? 80) - 1));
      hasBar = true;
    },
  };
}

function drawBar({ percent }: JobProgress): string {
  if (percent === undefined) return '';
  const done = Math.round((percent / 100) * barWidth);
  return `[${'#'.repeat(done)}${'.'.repeat(barWidth - done)}] `;
}

function textOf({ percent, message }: JobProgress): string {
  const parts = [...(percent === undefined ? [] : [`${percent}%`]), ...(message === undefined ? [] : [message])];
  return printable(parts.join('  ')).replaceAll('\n', ' ');
}
