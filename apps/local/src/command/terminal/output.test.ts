import { describe, expect, it } from 'vitest';
import type { StackEvent } from '@jobs/local-aws/kernel';
import type { LocalStack } from '../../stack/local-stack.ts';
import { createOutput, type OutputMode } from './output.ts';

const stack = {
  endpoint: 'http://127.0.0.1:4566',
  region: 'eu-west-1',
  stackName: 'jobs-dev',
  outputs: { JobsApiEndpoint: 'http://127.0.0.1:4566/dev/' },
} as unknown as LocalStack;

/** The lines written during a whole run. */
function written(mode: OutputMode, shown: { readonly console?: string } = {}): string[] {
  const lines: string[] = [];
  const output = createOutput({
    mode,
    paint: (_style, text) => text,
    write: (line) => lines.push(line),
    now: () => 0,
  });
  output.ready(stack, { stateFolder: 'elsewhere', readyAfterMs: 912, ...shown });
  output.step({ type: 'invocation-queued', functionName: 'f', requestId: 'r', payload: '{}' }, (name) => name);
  output.firstJobDone({ message: 'ok' });
  output.note('Press Ctrl-C to stop.');
  output.problem('It broke.');
  return lines;
}

describe('the output', () => {
  it('names the folder with the files of the run, and a command to try with it', () => {
    const text = written('text').join('\n');
    expect(text).toMatch(/elsewhere\/stack\.json.*elsewhere\/aws-config/);
    expect(text).toMatch(/npx jobs-api submit '\{.+\}' --wait --state elsewhere$/m);
  });

  it('is short before the first job', () => {
    const [introduction = ''] = written('text');
    expect(introduction.split('\n').length).toBeLessThanOrEqual(4);
  });

  it('names the console, when there is one', () => {
    const console = 'http://127.0.0.1:4566/console/#token=t';
    const [introduction] = written('text', { console });
    expect(introduction).toContain(`\n  console                 ${console}\n`);
    expect(JSON.parse(written('json', { console })[0] ?? '')).toMatchObject({ type: 'ready', console });
    expect(written('text').join('\n')).not.toContain('  console ');
  });

  it('is readable text by default', () => {
    const text = written('text').join('\n');
    expect(text).toContain('http://127.0.0.1:4566/dev/ (ready after 0.9 s)');
    expect(text).toMatch(
      /accepted\nThe first job has succeeded: \{"message":"ok"\}\nPress Ctrl-C to stop\.\nIt broke\.$/,
    );
  });

  it('is one JSON object per line with --json', () => {
    const time = '1970-01-01T00:00:00.000Z';
    expect(written('json').map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { time, type: 'ready', endpoint: stack.endpoint, outputs: stack.outputs, readyAfterMs: 912 },
      { time, type: 'invocation-queued', function: 'f', requestId: 'r' },
      { time, type: 'first-job-done', results: { message: 'ok' } },
      { time, type: 'note', message: 'Press Ctrl-C to stop.' },
      { time, type: 'problem', message: 'It broke.' },
    ]);
  });

  it.each(['text', 'json'] as const)('contains no parameters of jobs, as %s', (mode) => {
    const lines: string[] = [];
    const output = createOutput({
      mode,
      paint: (_style, text) => text,
      write: (line) => lines.push(line),
      now: () => 0,
    });
    const detail = { requestPayload: { id: 'job-1', parameters: { name: 'jane' } } };
    const event = { eventId: 'e1', detail };
    const steps: StackEvent[] = [
      { type: 'invocation-queued', functionName: 'f', requestId: 'r', payload: JSON.stringify(detail.requestPayload) },
      { type: 'event-archived', archiveName: 'a', ...event },
      { type: 'event-replayed', replayName: 'b', ...event },
      { type: 'event-dead-lettered', queueName: 'q', errorCode: 'NO_PERMISSIONS', ...event },
    ];
    for (const step of steps) output.step(step, (name) => name);
    expect(lines.filter((line) => line.includes('job-1'))).toHaveLength(steps.length);
    expect(lines.join('\n')).not.toContain('jane');
  });

  it('is only the address and problems with --quiet', () => {
    expect(written('quiet')).toEqual(['http://127.0.0.1:4566/dev/', 'It broke.']);
  });
});
