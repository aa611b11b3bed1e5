import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type XRaySubsegment, XRaySubsegmentSchema } from './xray-subsegment-schema.ts';

/** Stands in for X-Ray's daemon: a socket on this machine that keeps what it gets. */
export interface FakeXRayDaemon {
  /** As in `AWS_XRAY_DAEMON_ADDRESS`. */
  readonly address: string;
  /** The datagram that comes next, as it is. */
  nextDatagram(): Promise<string>;
  /** The document that comes next, which must be as X-Ray wants it. */
  next(): Promise<XRaySubsegment>;
  stop(): Promise<void>;
}

export async function startFakeXRayDaemon(): Promise<FakeXRayDaemon> {
  const socket = createSocket('udp4');
  const came: string[] = [];
  const waiting: ((datagram: string) => void)[] = [];
  socket.on('message', (message) => {
    const waiter = waiting.shift();
    if (waiter) waiter(message.toString());
    else came.push(message.toString());
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const nextDatagram = () => {
    const datagram = came.shift();
    return datagram === undefined ? new Promise<string>((resolve) => waiting.push(resolve)) : Promise.resolve(datagram);
  };
  return {
    address: `127.0.0.1:${socket.address().port}`,
    nextDatagram,
    next: async () => {
      const [header = '', document = ''] = (await nextDatagram()).split('\n');
      if (header !== '{"format": "json", "version": 1}') throw new Error(`This is not a header of X-Ray's: ${header}`);
      return XRaySubsegmentSchema.parse(JSON.parse(document));
    },
    stop: async () => {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}
