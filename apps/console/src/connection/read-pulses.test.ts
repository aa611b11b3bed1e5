import { expect, it } from 'vitest';
import { readPulses } from './read-pulses.ts';

it('reads pulses and changes regardless of chunking', async () => {
  const text =
    ': still here\n\nevent: pulse\ndata: {"at":1,"x":"ü"}\n\nevent: changed\ndata:\n\nevent: pulse\ndata: {"at":2}\n\n';
  const seen: unknown[] = [];
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });

  await readPulses(body, { onPulse: (pulse) => seen.push(pulse), onChanged: () => seen.push('changed') });

  expect(seen).toEqual([{ at: 1, x: 'ü' }, 'changed', { at: 2 }]);
});
