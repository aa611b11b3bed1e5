import { apiRequest } from './api-requests.ts';
import { malformed } from './malformed.ts';
import { type Message, signed, type Signer, toWire } from './message.ts';
import { Random } from './random.ts';
import { type ServiceNames, serviceRequest } from './service-requests.ts';

export interface Stack extends ServiceNames {
  readonly stageName: string;
  /** May call the API. */
  readonly caller: Signer;
  /** May call the AWS APIs. */
  readonly user: Signer;
}

export interface HostileRequest {
  readonly kind: 'malformed' | 'badly signed' | 'api' | 'service';
  readonly bytes: Buffer;
}

/** A hostile request, always the same for the same seed except for its time and signature. */
export function hostileRequest(seed: number, stack: Stack): HostileRequest {
  const random = new Random(seed);
  const kind = random.pick(['malformed', 'badly signed', 'api', 'api', 'service'] as const);
  switch (kind) {
    case 'malformed':
      return { kind, bytes: malformed(random) };
    case 'api':
      return { kind, bytes: toWire(signed(apiRequest(random, stack.stageName), 'execute-api', stack.caller)) };
    case 'service': {
      const { service, message } = serviceRequest(random, stack);
      return { kind, bytes: toWire(signed(message, service, stack.user)) };
    }
    case 'badly signed': {
      const request = signed(apiRequest(random, stack.stageName), random.pick(['execute-api', 'sts']), stack.caller);
      return { kind, bytes: toWire(spoil(random, request)) };
    }
  }
}

/** Corrupts the signature or what it covers. */
function spoil(random: Random, message: Message): Message {
  const [name] = random.pick(message.headers as [Message['headers'][number], ...Message['headers']]);
  const change = (edit: (value: string) => string | undefined): Message => ({
    ...message,
    headers: message.headers.flatMap((header) => {
      const value = header[0] === name ? edit(header[1]) : header[1];
      return value === undefined ? [] : [[header[0], value] as const];
    }),
  });
  const changes: readonly [() => Message, ...(() => Message)[]] = [
    () => change(() => undefined),
    () => change(() => random.text(200).replaceAll(/[\r\n\0]/g, '')),
    () => change((value) => value.slice(0, random.below(value.length + 1))),
    () =>
      change((value) =>
        value.replace(random.pick(['=', ',', ' ', '/', '4', ';'] as const), random.text(3).replaceAll(/[\r\n\0]/g, '')),
      ),
    () => ({ ...message, headers: [...message.headers, ...message.headers] }),
    () => ({ ...message, body: Buffer.concat([message.body, Buffer.from(' ')]) }),
    () => ({
      ...message,
      target: `${message.target}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=${random.text(5).replaceAll(/\s/g, '')}`,
    }),
  ];
  return random.pick(changes)();
}
