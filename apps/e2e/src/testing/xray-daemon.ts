import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export interface XRayDaemon {
  /** As in `AWS_XRAY_DAEMON_ADDRESS`. */
  readonly address: string;
  /** The received messages, each with its header. */
  readonly segments: readonly string[];
  stop(): Promise<void>;
}

/** Stands in for the daemon to which functions send their trace segments. */
export async function startXRayDaemon(): Promise<XRayDaemon> {
  const socket = createSocket('udp4');
  const segments: string[] = [];
  socket.on('message', (message) => segments.push(message.toString()));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    segments,
    stop: async () => {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}
