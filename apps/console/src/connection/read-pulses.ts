import { createParser } from 'eventsource-parser';
import type { Pulse } from '../protocol.ts';

export interface PulseHandlers {
  readonly onPulse: (pulse: Pulse) => void;
  /** The stack was reloaded. */
  readonly onChanged: () => void;
}

/** Reads the server-sent events of a response until it ends. */
export async function readPulses(body: ReadableStream<Uint8Array>, handlers: PulseHandlers): Promise<void> {
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (event === 'pulse') handlers.onPulse(JSON.parse(data) as Pulse);
      if (event === 'changed') handlers.onChanged();
    },
  });
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parser.feed(decoder.decode(part.value, { stream: true }));
  }
}
