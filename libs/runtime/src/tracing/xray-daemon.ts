import { createSocket, type Socket } from 'node:dgram';

/** What X-Ray's daemon wants to read before each document. */
const header = '{"format": "json", "version": 1}\n';

/**
 * Sends documents to X-Ray's daemon, which runs beside each function, in datagrams: nothing waits for an answer.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-daemon
 */
export class XRayDaemon {
  readonly #port: number;
  readonly #host: string;
  #socket: Socket | undefined;

  constructor(host: string, port: number) {
    this.#host = host;
    this.#port = port;
  }

  /** A trace that has a gap is better than a job that fails, so that a document that can't be sent is dropped. */
  send(document: object): void {
    try {
      this.#socket ??= openSocket();
      this.#socket.send(header + JSON.stringify(document), this.#port, this.#host, drop);
    } catch {
      // As when the network drops it.
    }
  }
}

/** The daemon that Lambda tells a function of (docs/facts/f.md#f1): an address of IPv4 and a port. */
export function findXRayDaemon({ AWS_XRAY_DAEMON_ADDRESS }: NodeJS.ProcessEnv): XRayDaemon | undefined {
  const [, host, port] = /^(\d+(?:\.\d+){3}):(\d+)$/.exec(AWS_XRAY_DAEMON_ADDRESS ?? '') ?? [];
  return host === undefined ? undefined : new XRayDaemon(host, Number(port));
}

function openSocket(): Socket {
  const socket = createSocket('udp4');
  socket.unref();
  socket.on('error', drop);
  return socket;
}

const drop = () => undefined;
