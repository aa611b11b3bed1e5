import { Readable } from 'node:stream';
import type { Move, Pulse } from '@jobs/console/protocol';
import type { Change } from './recorder.ts';

/** Minimum time between two pulses. */
const pulseMs = 200;
/** A heartbeat is sent after this much silence. */
const silenceMs = 15_000;
const maxJobs = 50;

/** The event stream of one page: collects changes and sends them in batches. */
export class PulseStream extends Readable {
  readonly #state: () => Omit<Pulse, 'moves' | 'jobs'>;
  readonly #moves = new Map<string, Move>();
  readonly #jobs = new Map<string, string | undefined>();
  readonly #heartbeat = setInterval(() => {
    this.#send(': nothing new\n\n');
  }, silenceMs);
  #timer: NodeJS.Timeout | undefined;
  #sentAt = performance.now();
  #hasChanged = false;
  #isOver = false;
  /** Whether the page keeps up; if it is slow, changes are collected and sent together. */
  #isWritable = true;

  constructor(state: () => Omit<Pulse, 'moves' | 'jobs'>) {
    super();
    this.#state = state;
    this.#pulse();
  }

  note({ move, job }: Change): void {
    if (move) {
      const way = `${move.from} ${move.to} ${move.tone}`;
      this.#moves.set(way, { ...move, count: (this.#moves.get(way)?.count ?? 0) + 1 });
    }
    if (job) this.#noteJob(job);
    this.#hasChanged = true;
    this.#pulseLater();
  }

  /** Notifies the page that the stack was reloaded. */
  reloaded(): void {
    this.#send('event: changed\ndata:\n\n');
  }

  end(): void {
    this.#clear();
    this.push(null);
  }

  override _read(): void {
    this.#isWritable = true;
    this.#pulseLater();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#clear();
    callback(error);
  }

  #noteJob({ id, status }: NonNullable<Change['job']>): void {
    this.#jobs.delete(id);
    this.#jobs.set(id, status);
    const [oldest] = this.#jobs.keys();
    if (this.#jobs.size > maxJobs && oldest !== undefined) this.#jobs.delete(oldest);
  }

  #pulseLater(): void {
    if (this.#timer || this.#isOver || !this.#hasChanged || !this.#isWritable) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#pulse();
      },
      Math.max(0, this.#sentAt + pulseMs - performance.now()),
    );
  }

  #pulse(): void {
    const jobs = [...this.#jobs].map(([id, status]) => ({ id, ...(status !== undefined && { status }) }));
    const pulse: Pulse = { ...this.#state(), moves: [...this.#moves.values()], jobs };
    this.#moves.clear();
    this.#jobs.clear();
    this.#hasChanged = false;
    this.#sentAt = performance.now();
    this.#send(`event: pulse\ndata: ${JSON.stringify(pulse)}\n\n`);
  }

  #send(text: string): void {
    if (this.#isOver) return;
    this.#isWritable = this.push(text);
    this.#heartbeat.refresh();
  }

  #clear(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    clearInterval(this.#heartbeat);
  }
}
