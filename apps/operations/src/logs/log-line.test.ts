import { describe, expect, it } from 'vitest';
import { describeLine } from './log-line.ts';

const describeText = (message: object | string, isTerminal = false) =>
  describeLine(
    { id: '1', time: 0, source: 'processor', message: typeof message === 'string' ? message : JSON.stringify(message) },
    { write: () => undefined, hasColors: () => isTerminal },
  );

describe('a line of the logs', () => {
  it.each([
    [{ timestamp: 'x', level: 'INFO', message: 'The job is done', jobId: 'j' }, 'INFO The job is done {"jobId":"j"}'],
    [{ time: 'x', type: 'platform.report', record: { status: 'timeout' } }, 'platform.report {"status":"timeout"}'],
    [
      { requestId: 'r', ip: '10.0.0.1', httpMethod: 'POST', path: '/jobs', status: '202', user: '-' },
      '202 POST /jobs from 10.0.0.1 r',
    ],
    [
      { executionId: 'e', timestamp: 1, logLevel: 'ERROR', messageType: 'ExecutionFailed', error: { message: 'No.' } },
      'ERROR ExecutionFailed {"executionId":"e","error":{"message":"No."}}',
    ],
    ['(r) Execution failed\n', '(r) Execution failed'],
  ])('%j shows time, source and text', (message, text) => {
    expect(describeText(message)).toBe(`1970-01-01T00:00:00.000Z  processor      ${text}`);
  });

  it('is red on a terminal if it reports an error', () => {
    expect(describeText({ level: 'ERROR', message: 'x' }, true)).toContain('\u001b[31m');
    expect(describeText({ level: 'ERROR', message: 'x' })).not.toContain('\u001b[');
    expect(describeText({ level: 'INFO', message: 'x' }, true)).not.toContain('\u001b[');
  });
});
