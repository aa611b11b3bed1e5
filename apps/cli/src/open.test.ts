import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UsageError } from './errors.ts';
import { runOpen } from './open.ts';
import { browserCommand } from './open-browser.ts';
import { always } from './testing/run-command.ts';

const stack = {
  endpoint: 'http://127.0.0.1:1',
  region: 'eu-west-1',
  outputs: { JobsApiEndpoint: 'http://127.0.0.1:1/dev/', JobsApiInvokeRole: 'arn' },
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: '' },
  file: 'stack.json',
};

/** Opens the console of a stack with this response. */
async function open(listener: RequestListener, { isTTY = true, json = false } = {}) {
  const server = createServer(listener);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}/console/#token=secret`;
  let output = '';
  const opened: string[] = [];
  await runOpen(
    { name: 'open', state: undefined, json },
    { ...stack, console: address },
    {
      stdout: { write: (text: string) => (output += text), isTTY },
      signal: new AbortController().signal,
      openBrowser: (each) => opened.push(each),
    },
  );
  return { address, output, opened };
}

const running: RequestListener = (request, response) => {
  const isRight = request.url === '/console/api/clock' && request.headers.authorization === 'Bearer secret';
  response.writeHead(isRight ? 200 : 401).end('{}');
};

describe('open', () => {
  it('prints the URL and opens it, at a terminal', async () => {
    const { address, output, opened } = await open(running);
    expect(output).toBe(`${address}\n`);
    expect(opened).toEqual([address]);
  });

  it('only prints the URL to a program', async () => {
    const { address, output, opened } = await open(running, { json: true });
    expect(JSON.parse(output)).toEqual({ console: address });
    expect(opened).toEqual([]);
    expect((await open(running, { isTTY: false })).opened).toEqual([]);
  });

  it.each([
    ['another run has the port', always(401, {})],
    ['another program has it', always(404, {})],
    ['it leads elsewhere', always(302, {}, { location: 'http://127.0.0.1:1/' })],
  ])('reports that no stack is running when %s', async (_case, listener) => {
    await expect(open(listener)).rejects.toThrow(
      /^No stack is running at http:\S+\/console\/\. Start one with npm start\.$/,
    );
  });

  it('reports that no stack is running when nothing listens, and what to do when the run has no console', async () => {
    const context = {
      stdout: { write: () => undefined },
      signal: new AbortController().signal,
      openBrowser: () => undefined,
    };
    const command = { name: 'open', state: undefined, json: false } as const;
    const dead = { ...stack, console: 'http://127.0.0.1:1/console/#token=secret' };
    await expect(runOpen(command, dead, context)).rejects.toThrow(/^No stack is running/);
    await expect(runOpen(command, stack, context)).rejects.toThrow(/without --no-console/);
    await expect(runOpen(command, stack, context)).rejects.toBeInstanceOf(UsageError);
  });
});

describe('the browser', () => {
  it("is opened with the platform's command, and not without a display", () => {
    const address = 'http://127.0.0.1:4566/console/#token=t';
    const on = (platform: NodeJS.Platform, environment = {}) => browserCommand(address, { platform, environment });
    expect(on('linux', { DISPLAY: ':0' })).toEqual(['xdg-open', address]);
    expect(on('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open', address]);
    expect(on('linux')).toBeUndefined();
    expect(on('darwin')).toEqual(['open', address]);
    expect(on('win32')).toEqual(['cmd', '/c', 'start', '""', address]);
  });
});
