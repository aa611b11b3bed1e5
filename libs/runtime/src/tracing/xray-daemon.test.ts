import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeXRayDaemon, startFakeXRayDaemon } from '../testing/fake-xray-daemon.ts';
import { findXRayDaemon } from './xray-daemon.ts';

let daemon: FakeXRayDaemon;

beforeAll(async () => {
  daemon = await startFakeXRayDaemon();
});

afterAll(async () => {
  await daemon.stop();
});

describe("X-Ray's daemon", () => {
  it('gets each document in a separate datagram, after a header', async () => {
    const sender = findXRayDaemon({ AWS_XRAY_DAEMON_ADDRESS: daemon.address });
    sender?.send({ id: 1 });
    sender?.send({ id: 2 });
    expect(await daemon.nextDatagram()).toBe('{"format": "json", "version": 1}\n{"id":1}');
    expect(await daemon.nextDatagram()).toBe('{"format": "json", "version": 1}\n{"id":2}');
  });

  it.each([undefined, '', 'localhost:2000', '127.0.0.1', ':2000', 'tcp:127.0.0.1:2000 udp:127.0.0.2:2001'])(
    'is not there when the address is %j',
    (address) => {
      expect(findXRayDaemon(address === undefined ? {} : { AWS_XRAY_DAEMON_ADDRESS: address })).toBeUndefined();
    },
  );

  it('does not get what cannot be sent', async () => {
    const sender = findXRayDaemon({ AWS_XRAY_DAEMON_ADDRESS: daemon.address });
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    sender?.send(circular);
    sender?.send({ tooLarge: 'x'.repeat(70_000) });
    findXRayDaemon({ AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:99999' })?.send({ id: 3 });
    findXRayDaemon({ AWS_XRAY_DAEMON_ADDRESS: '999.0.0.1:2000' })?.send({ id: 4 });
    sender?.send({ id: 5 });
    expect(await daemon.nextDatagram()).toContain('{"id":5}');
  });

  it('does not keep the process alive', async () => {
    const module = pathToFileURL(join(import.meta.dirname, 'xray-daemon.ts')).href;
    const program = `
      import { findXRayDaemon } from ${JSON.stringify(module)};
      findXRayDaemon(process.env).send({ id: 6 });`;
    const env = { ...process.env, AWS_XRAY_DAEMON_ADDRESS: daemon.address };
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { env, timeout: 20_000 });
    expect(await daemon.nextDatagram()).toContain('{"id":6}');
  }, 30_000);
});
