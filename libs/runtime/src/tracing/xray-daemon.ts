import { createSocket, type Socket } from 'node:dgram';

/** The header that X-Ray's daemon expects before each document. */
const header = '{"format": "json", "version": 1}\n';

/**
 * Sends documents as datagrams to X-Ray's daemon, which runs beside each function: nothing waits for a response.
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

  /** A gap in a trace is better than a failed job, so a document that cannot be sent is dropped. */
  send(document: object): void {
    try {
      this.#socket ??= openSocket();
      this.#socket.send(header + JSON.stringify(document), this.#port, this.#host, drop);
    } catch {
      // As if the network had dropped it.
    }
  }
}

/** The daemon's address from Lambda's environment (docs/facts/f.md#f1): an IPv4 address and a port. */
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
