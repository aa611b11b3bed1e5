import { computed, signal } from '@preact/signals';
import type { JobsClient } from '@jobs/client-sdk';
import { readPage } from '../jobs/read-page.ts';
import type { ContractView, Move, Pulse, StackView } from '../protocol.ts';
import { type ConsoleApi, ConsoleApiError } from './console-api.ts';
import { connectJobsClient } from './jobs-client.ts';
import { createRates, type Second } from './rates.ts';
import { readPulses } from './read-pulses.ts';

/** The page's state of the run, kept up to date while the page is open. */
export type Live = ReturnType<typeof createLive>;

export type Connection = 'connecting' | 'open' | 'lost' | 'refused';

export interface KnownStack {
  readonly view: StackView;
  readonly contract: ContractView;
  readonly jobs: JobsClient;
}

const reconnectMs = 1000;
const recentJobs = 100;

export function createLive(api: ConsoleApi, now: () => number = () => performance.now()) {
  const connection = signal<Connection>('connecting');
  const stack = signal<KnownStack | undefined>(undefined);
  const pulse = signal<Pulse | undefined>(undefined);
  /** The jobs that changed last, newest first, with their status if it is known. */
  const recent = signal<ReadonlyMap<string, string | undefined>>(new Map());
  const seconds = signal<readonly Second[]>([]);
  const perSecond = computed(() => {
    const full = seconds.value.slice(-4, -1);
    return full.reduce((sum, second) => sum + second.accepted, 0) / Math.max(1, full.length);
  });
  const watchers = new Set<(moves: readonly Move[]) => void>();
  const rates = createRates();

  const readStack = async () => {
    const [view, contract] = await Promise.all([api.stack(), api.contract()]);
    const jobs = connectJobsClient(api, view);
    stack.value = { view, contract, jobs };
    // Jobs from before the page was opened.
    if (view.hasListing) {
      const page = await readPage(jobs).catch(() => ({ jobs: [] }));
      recent.value = new Map([...page.jobs.map(({ id, status }) => [id, status] as const), ...recent.value]);
    }
  };
  const tick = () => (seconds.value = rates.seconds(now()));
  const onPulse = (next: Pulse) => {
    connection.value = 'open';
    pulse.value = next;
    rates.add({ at: now(), ...next.totals });
    tick();
    recent.value = withRecent(recent.value, next.jobs);
    for (const watch of watchers) watch(next.moves);
  };

  const follow = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      try {
        const { body } = await api.openEvents(signal);
        await readStack();
        if (body) await readPulses(body, { onPulse, onChanged: () => void readStack() });
        connection.value = 'lost';
      } catch (error) {
        const status = error instanceof ConsoleApiError ? error.status : 0;
        connection.value = status === 401 || status === 403 ? 'refused' : 'lost';
        if (connection.value === 'refused') return;
      }
      await new Promise((resolve) => setTimeout(resolve, reconnectMs));
    }
  };

  return {
    api,
    connection,
    stack,
    pulse,
    recent,
    seconds,
    perSecond,
    /** Calls `watch` with each batch of moves from now on. @returns a function that stops it */
    watchMoves: (watch: (moves: readonly Move[]) => void) => {
      watchers.add(watch);
      return () => void watchers.delete(watch);
    },
    /** @returns a function that stops it */
    start: () => {
      const controller = new AbortController();
      const timer = setInterval(tick, 1000);
      void follow(controller.signal);
      return () => {
        clearInterval(timer);
        controller.abort();
      };
    },
  };
}

function withRecent(known: ReadonlyMap<string, string | undefined>, jobs: Pulse['jobs']) {
  if (jobs.length === 0) return known;
  const newest = new Map(jobs.toReversed().map(({ id, status }) => [id, status ?? known.get(id)]));
  for (const [id, status] of known) {
    if (newest.size >= recentJobs) break;
    if (!newest.has(id)) newest.set(id, status);
  }
  return newest;
}
