import type { HttpResponse } from '@jobs/local-aws/kernel';
import { Counts } from './counts.ts';
import { stationOf } from './moves.ts';
import { PulseStream } from './pulse-stream.ts';
import type { ConsoleServerOptions } from './server.ts';

/** Streams the activity of the run to the open pages; collects and counts nothing while none is open. */
export class Pulses {
  readonly #options: ConsoleServerOptions;
  readonly #streams = new Set<PulseStream>();
  readonly #counts: Counts;
  #stopListening: (() => void) | undefined;

  constructor(options: ConsoleServerOptions) {
    this.#options = options;
    this.#counts = new Counts(options.stack, {
      changed: () => {
        for (const stream of this.#streams) stream.note({});
      },
      // The server reports the error, and pages reconnect.
      failed: (cause) => {
        for (const stream of this.#streams)
          stream.destroy(new Error('Cannot count the stored jobs and events.', { cause }));
      },
    });
  }

  async open(): Promise<HttpResponse> {
    await this.#counts.refresh();
    const stream = new PulseStream(() => this.#state());
    this.#streams.add(stream);
    stream.once('close', () => {
      this.#streams.delete(stream);
      if (this.#streams.size > 0) return;
      this.#stopListening?.();
      this.#stopListening = undefined;
    });
    this.#stopListening ??= this.#options.recorder.listen((change) => {
      if (change.move) this.#counts.scheduleRefresh();
      for (const each of this.#streams) each.note(change);
    });
    return {
      status: 200,
      // The stream only ends with the run, so its connection cannot be reused.
      headers: { 'content-type': 'text/event-stream', connection: 'close' },
      body: '',
      stream: { content: stream },
    };
  }

  reloaded(): void {
    for (const stream of this.#streams) stream.reloaded();
  }

  stop(): void {
    this.#counts.stop();
    for (const stream of this.#streams) stream.end();
  }

  #state() {
    const { stack, recorder, clock } = this.#options;
    const isProcessor = ({ name }: { readonly name: string }) => stationOf(name, stack.labelOf) === 'processor';
    const processor = stack.functions.find(isProcessor);
    const events = stack.lambda.pending().filter(({ functionName }) => functionName === processor?.name);
    const running = events.filter(({ state }) => state === 'running').length;
    const reserved = processor?.reservedConcurrency;
    return {
      at: clock.now(),
      now: {
        queued: events.length - running,
        running,
        ...(reserved !== undefined && { reserved }),
        ...this.#counts.current,
      },
      totals: { ...recorder.totals },
    };
  }
}
