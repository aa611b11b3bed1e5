import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJobsClient, type JobsClient } from '@jobs/client-sdk';
import { createAssembly } from '../bench/assembly.ts';
import { seededRandom } from '../src/stack/faults/seeded-random.ts';
import { sleeping } from '../src/testing/test-contract.ts';
import { planFaults } from './faults.ts';
import { jobSource } from './job.ts';
import type { ChaosOptions } from './options.ts';
import { RunUnderTest } from './run-under-test.ts';
import type { Items, Memory } from './server.ts';
import { isFinal, type Tally, tally } from './tally.ts';
import { type EventTally, tallyEvents } from './tally-events.ts';

export interface ChaosResult extends Tally {
  readonly kills: number;
  readonly archived: number;
  readonly replays: number;
  /** Absent when the stage has no completion events. */
  readonly events?: EventTally;
  /** After each tenth of the jobs. */
  readonly memory: readonly Memory[];
  readonly seconds: number;
}

const timeoutSeconds = 3;
const concurrency = 8;
const submittersAtOnce = 32;
/** Longer than any attempt can hold its claim: its time limit plus the margin of its lease. */
const leaseMs = (timeoutSeconds + 12) * 1000;
/** One replay after the leases have expired should settle the remaining jobs; if this many don't, no replay will. */
const maxReplays = 5;

/**
 * Submits jobs while faults occur and the local run is killed, then lets the remaining work finish without faults,
 * replays the archive until each job has ended, and tallies the outcome.
 */
export async function chaos(options: ChaosOptions, say: (line: string) => void): Promise<ChaosResult> {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  const file = (name: string) => join(folder, name);
  const startedAt = performance.now();
  try {
    for (const name of ['stored', 'starts', 'events']) writeFileSync(file(name), '');
    const run = new RunUnderTest({
      assembly: await createAssembly(file('assembly'), {
        concurrency,
        timeoutSeconds,
        job: jobSource(file('starts')),
        settings: { completionEvents: options.events },
      }),
      data: file('data'),
      stored: file('stored'),
      events: file('events'),
      faults: JSON.stringify(planFaults(options.faults, options.seed)),
    });
    await run.start();
    try {
      const { accepted, memory } = await submitAll(run, options, say);
      const replays = await settle(run, accepted, say);
      const items = (await run.ask('items')) as Items;
      const events = lines(file('events'));
      const counted = tally({ accepted, items, events, stored: lines(file('stored')), starts: lines(file('starts')) });
      const archived = (await run.ask('archived')) as number;
      const seconds = (performance.now() - startedAt) / 1000;
      const eventTally = options.events && { events: tallyEvents({ items, events }) };
      return { ...counted, ...eventTally, kills: options.kills, archived, replays, memory, seconds };
    } finally {
      await run.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const lines = (file: string) => readFileSync(file, 'utf8').split('\n').slice(0, -1);

/** Submits each job until it is accepted, whatever happens to the run in between. */
async function submitAll(run: RunUnderTest, { jobs, kills, seed }: ChaosOptions, say: (line: string) => void) {
  const random = seededRandom(seed);
  const killAfter = Array.from({ length: kills }, () => Math.floor(random() * jobs)).sort((a, b) => a - b);
  const client = createClient(run);
  const ids = Array.from({ length: jobs }, (_, index) => idOf(Date.now(), index + 1));
  const memory: Memory[] = [];
  const lookAfter = Array.from({ length: 10 }, (_, tenth) => Math.ceil(((tenth + 1) * jobs) / 10));
  /** Restarts and measurements of the run, one after the other. */
  let control = Promise.resolve();
  let [next, accepted] = [0, 0];

  const restart = async () => {
    await run.kill();
    await run.start();
  };
  const look = async () => {
    const seen = (await run.ask('memory')) as Memory;
    memory.push(seen);
    say(`${accepted} of ${jobs} accepted, ${kills - killAfter.length} kills, ${seen.rssMb.toFixed(0)} MB`);
  };
  const submitters = Array.from({ length: submittersAtOnce }, async () => {
    while (next < jobs) {
      const index = next++;
      const id = ids[index] ?? '';
      while (!(await isAccepted(client, index + 1, id))) await control;
      accepted += 1;
      if (index % 25 === 7) while (!(await isCancelled(client, id))) await control;
      if (isDue(killAfter, accepted)) control = control.then(restart);
      if (isDue(lookAfter, accepted)) control = control.then(look);
      await control;
    }
  });
  await Promise.all(submitters);
  return { accepted: ids, memory };
}

/** Whether the first number has been reached; if so, removes it. */
function isDue(numbers: number[], reached: number): boolean {
  if (reached < (numbers[0] ?? Infinity)) return false;
  numbers.shift();
  return true;
}

/** A generated id that contains the job's number. */
const idOf = (now: number, number: number) => `${now}-00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

function createClient(run: RunUnderTest): JobsClient {
  const { apiUrl, region } = run.ready ?? { apiUrl: '', region: '' };
  const credentials = () => {
    if (!run.ready) throw new Error('The local run is not ready.');
    return Promise.resolve(run.ready.credentials);
  };
  return createJobsClient({ baseUrl: apiUrl, region, credentials, retry: { maxAttempts: 1 } });
}

async function isAccepted(client: JobsClient, number: number, idempotencyKey: string): Promise<boolean> {
  try {
    await client.submit(sleeping(number), { idempotencyKey });
    return true;
  } catch {
    // The run was killed or is still starting. The same key makes a retry safe.
    return false;
  }
}

/** Whether a job is cancelled, or had already ended. */
async function isCancelled(client: JobsClient, id: string): Promise<boolean> {
  try {
    await client.cancel(id);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'JobAlreadyEnded';
  }
}

/** Waits until everything has ended; returns the number of replays that this took. */
async function settle(run: RunUnderTest, accepted: readonly string[], say: (line: string) => void): Promise<number> {
  await run.ask('calm');
  say('all accepted; waiting for the queue to drain');
  await run.ask('idle');
  for (let replays = 0; ; replays++) {
    const items = (await run.ask('items')) as Items;
    const open = accepted.filter((id) => !isFinal(items[id])).length;
    if (open === 0 || replays === maxReplays) return replays;
    say(
      `${open} of ${accepted.length} have no final status; replaying the archive once no attempt can still be running`,
    );
    await new Promise((resolve) => setTimeout(resolve, leaseMs));
    await run.ask('replay');
  }
}
