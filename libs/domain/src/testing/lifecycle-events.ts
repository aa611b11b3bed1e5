import type { Fault } from './invocation.ts';
import type { LambdaWorld } from './lambda-world.ts';

/** Something that can happen next. */
export interface LifecycleEvent {
  readonly name: string;
  /** How often it is chosen, against the others. */
  readonly weight: number;
  readonly happen: () => void | Promise<void>;
}

const skewsMs = [-2000, 0, 2000];
const faults: readonly (readonly [weight: number, fault: Fault | undefined])[] = [
  [12, undefined],
  [1, 'not-done'],
  [1, 'answer-lost'],
  [2, 'done-later'],
  [1, 'repeated'],
];
/** Errors of the job's own code: an ordinary one, some with reserved names, and one too large for any event. */
const ownErrors: readonly (readonly [what: string, weight: number, error: () => Error])[] = [
  ['fails', 4, () => new TypeError('the job is broken')],
  ['fails with the name JobStillRunningError', 1, () => named('JobStillRunningError')],
  ['fails with the name JobAbandonedError', 1, () => named('JobAbandonedError')],
  ['fails with the name Runtime.ImportModuleError', 1, () => named('Runtime.ImportModuleError')],
  ['fails with a large error', 3, () => new Error('x'.repeat(530_000))],
];
const named = (name: string) => Object.assign(new Error('the job is broken'), { name });
/** A moment, nearly the function's timeout, and the end of its lease. */
const leapsMs = [1000, 298_000, 311_000];
const maxEntries = 5;

/** All that can happen in this world as it is now. */
export function possibleEvents(world: LambdaWorld): LifecycleEvent[] {
  return [
    ...arrivals(world),
    ...deliveries(world),
    ...progress(world),
    ...deaths(world),
    ...cancels(world),
    ...recordings(world),
    ...leaps(world),
  ];
}

function arrivals(world: LambdaWorld): LifecycleEvent[] {
  if (world.isLongAfter || world.queue.entries.length >= maxEntries) return [];
  return [
    {
      name: 'submit',
      weight: 3,
      happen: () => {
        world.queue.submit({ seconds: 1 });
      },
    },
    {
      name: 'submit invalid',
      weight: 1,
      happen: () => {
        world.queue.submit({ seconds: 0 });
      },
    },
    ...world.queue.entries
      .filter(({ diedInClaim }) => !diedInClaim)
      .map((entry) => ({
        name: `duplicate ${entry.requestId}`,
        weight: 2,
        happen: () => {
          world.queue.duplicate(entry);
        },
      })),
  ];
}

function deliveries(world: LambdaWorld): LifecycleEvent[] {
  return world.queue.deliverable().flatMap((entry) => [
    ...skewsMs.map((skew) => ({
      name: `deliver ${entry.requestId}, clock ${skew} ms`,
      weight: 2,
      happen: () => world.deliver(entry, skew),
    })),
    {
      name: `${entry.requestId} fails to load`,
      weight: 1,
      happen: () => {
        world.queue.failToLoad(entry);
      },
    },
    {
      name: `${entry.requestId} is given up`,
      weight: 1,
      happen: () => {
        world.queue.giveUp(entry);
      },
    },
  ]);
}

function progress(world: LambdaWorld): LifecycleEvent[] {
  const atStore = [...world.attempts, ...world.recordings].filter(({ invocation }) => invocation.stoppedAt === 'store');
  return [
    ...atStore.flatMap((running) =>
      faults.map(([weight, fault]) => ({
        name: `store of ${running.name}: ${fault ?? 'done'}`,
        weight,
        happen: () => world.continueStore(running, fault),
      })),
    ),
    ...world.attempts
      .filter(({ invocation }) => invocation.stoppedAt === 'job')
      .flatMap((attempt) => [
        { name: `${attempt.name} finishes`, weight: 3, happen: () => world.finishJob(attempt) },
        ...ownErrors.map(([what, weight, error]) => ({
          name: `${attempt.name} ${what}`,
          weight,
          happen: () => world.failJob(attempt, error()),
        })),
      ]),
    ...world.inTransit.map((operation, index) => ({
      name: `late operation ${index} is done`,
      weight: 3,
      happen: async () => {
        world.inTransit.splice(index, 1);
        await operation();
      },
    })),
  ];
}

/** Cancels the job; its attempts notice when they next look, and then most jobs stop. */
function cancels(world: LambdaWorld): LifecycleEvent[] {
  const inJob = world.attemptsInJob();
  return [
    ...(world.queue.entries.length > 0 && !world.isLongAfter
      ? [
          {
            name: 'cancel',
            weight: 1,
            happen: () => {
              world.cancel();
            },
          },
        ]
      : []),
    ...inJob.map(({ name, poll }) => ({ name: `${name} looks at its record`, weight: 1, happen: poll })),
    ...inJob
      .filter(({ invocation }) => invocation.isToldToStop)
      .map((attempt) => ({
        name: `${attempt.name} stops as it is told`,
        weight: 6,
        happen: () => world.failJob(attempt, new DOMException('The job was cancelled.', 'AbortError')),
      })),
  ];
}

/** A copy that dies before it has the claim can't be told from its twin that has it, which is known and accepted. */
function deaths(world: LambdaWorld): LifecycleEvent[] {
  const killable = world.attempts.filter(
    ({ entry, invocation }) => invocation.enteredJob || !world.queue.hasTwin(entry),
  );
  return [...world.recordings, ...killable].flatMap((running) =>
    [false, true].map((lands) => ({
      name: `${running.name} crashes${lands ? ', its operation lands later' : ''}`,
      weight: 1,
      happen: () => {
        world.kill(running, 'Runtime.ExitError', lands);
      },
    })),
  );
}

function recordings(world: LambdaWorld): LifecycleEvent[] {
  return [
    ...world.queue.records.flatMap((record, index) => [
      ...skewsMs.map((skew) => ({
        name: `record ${index} is handled, clock ${skew} ms`,
        weight: 1,
        happen: async () => {
          world.queue.records.splice(index, 1);
          await world.handleRecord(record, skew);
        },
      })),
      { name: `record ${index} is handled, and comes again`, weight: 1, happen: () => world.handleRecord(record, 0) },
    ]),
    ...world.archive.map((record, index) => ({
      name: `archived record ${index} is replayed`,
      weight: 1,
      happen: () => world.replay(record),
    })),
  ];
}

function leaps(world: LambdaWorld): LifecycleEvent[] {
  const waits = world.queue.entries.filter(({ state }) => state === 'queued').map(({ readyAt }) => readyAt - world.now);
  const toNextRetry = Math.min(...waits.filter((ms) => ms > 0));
  const retry = { name: 'the next retry is due', weight: 6, happen: () => world.advance(toNextRetry) };
  return [
    ...leapsMs.map((ms) => ({ name: `${ms / 1000} s pass`, weight: 1, happen: () => world.advance(ms) })),
    ...(Number.isFinite(toNextRetry) ? [retry] : []),
    ...aging(world),
  ];
}

function aging(world: LambdaWorld): LifecycleEvent[] {
  if (world.queue.entries.length === 0) return [];
  if (!world.isLongAfter) return [{ name: 'two days pass', weight: 0.2, happen: () => world.passRetention() }];
  return [
    {
      name: 'the table deletes what has expired',
      weight: 3,
      happen: () => {
        world.deleteExpired();
      },
    },
  ];
}
