import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InterruptedError, UsageError } from './errors.ts';
import { runFaults } from './faults.ts';
import { always } from './testing/run-command.ts';

/** Lists the faults of a stack with this response; returns what is printed. */
async function list(listener: RequestListener, { signal = new AbortController().signal, json = false } = {}) {
  const server = createServer(listener);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let output = '';
  await runFaults(
    { name: 'faults', action: 'list', state: undefined, json },
    {
      endpoint,
      region: 'eu-west-1',
      outputs: { JobsApiEndpoint: endpoint, JobsApiInvokeRole: 'arn' },
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
      faults: { url: `${endpoint}/faults`, service: 'jobs-local' },
      file: 'stack.json',
    },
    { stdout: { write: (text: string) => (output += text) }, signal },
  );
  return output;
}

const fault = { target: 'pipe\u001b[31m\u009b', kind: 'refuse', probability: 0.5, seed: 1, left: 2, happened: 1 };

describe('faults', () => {
  it('are printed with control characters escaped', async () => {
    const line = String.raw`pipe\u001b[31m\u009b refuse: 2 more times, in 50% of cases (seed 1), happened 1 time`;
    expect(await list(always(200, [fault]))).toBe(`${line}\n`);
    const json = await list(always(200, [fault]), { json: true });
    expect(json).toContain(String.raw`"pipe\u001b[31m\u009b"`);
    expect(JSON.parse(json)).toEqual(fault);
  });

  it('are not requested from another program that has the port', async () => {
    const other: RequestListener = (_request, response) => {
      response.end('<html>');
    };
    const asking = list(other);
    await expect(asking).rejects.toThrow(/^No stack is running at http:\S+\/faults\. Start one with npm start\.$/);
    await expect(asking).rejects.toBeInstanceOf(UsageError);
  });

  it('of a stack that hangs can be interrupted', async () => {
    const interruption = new AbortController();
    const hanging: RequestListener = () => {
      interruption.abort(new InterruptedError('Interrupted.'));
    };
    await expect(list(hanging, interruption)).rejects.toBeInstanceOf(InterruptedError);
  });
});
