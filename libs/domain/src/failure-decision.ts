/** The facts that decide how to record a failure: the stored state of the job, and who holds its claim. */
export type FailureFacts = AbsentFacts | { readonly job: 'ended' } | RunningFacts;

export interface AbsentFacts {
  readonly job: 'absent';
  /** Whether the event is older than finished jobs are kept. */
  readonly retention: 'within' | 'over';
}

export interface RunningFacts {
  readonly job: 'running';
  /** Whether the claim belongs to the delivery that failed, or to another one. */
  readonly claim: 'own' | 'foreign';
  /** Whether the attempt that holds the claim may still be running. */
  readonly lease: 'live' | 'expired';
  /** Whether Lambda may retry the delivery that holds the claim. */
  readonly owner: 'may-return' | 'gone';
  /**
   * Whose failure it is, if the claim is the delivery's own: a duplicate has the same request id
   * (docs/facts/b.md#b17).
   */
  readonly attempt: 'claim-holder' | 'maybe-another';
  /** How far the failed delivery got: it found the job abandoned, it may still get the claim, or it no longer can. */
  readonly reach: 'abandoned' | 'may-claim' | 'over';
}

export type FailureVerdict =
  /** The job failed before it started. */
  | 'record-unstarted'
  /** The attempt that holds the claim has failed. */
  | 'record'
  /** The attempt that holds the claim is dead, and nobody else reports it. */
  | 'record-abandoned'
  /** Nothing to do: the job may have ended and been deleted since. */
  | 'expired'
  /** Nothing to do: the job has a final status. */
  | 'already-finished'
  /** Nothing to do: the delivery that holds the claim reports the job's end. */
  | 'left-to-owner'
  /** Cannot be decided yet: the event is archived, and replayed later. */
  | 'not-settled';

/** Some facts; omitted ones can have any value. */
export type FailureCase = Exclude<FailureFacts, RunningFacts> | (Pick<RunningFacts, 'job'> & Partial<RunningFacts>);

export interface FailureRule {
  readonly when: FailureCase;
  readonly verdict: FailureVerdict;
  readonly because: string;
}

/** Exactly one rule holds for each combination of facts. */
export const failureRules: readonly FailureRule[] = [
  {
    when: { job: 'absent', retention: 'within' },
    verdict: 'record-unstarted',
    because: 'no attempt got to start it',
  },
  {
    when: { job: 'absent', retention: 'over' },
    verdict: 'expired',
    because: 'the job may have ended, and the table may have deleted it since',
  },
  {
    when: { job: 'ended' },
    verdict: 'already-finished',
    because: 'a final status never changes',
  },
  {
    when: { job: 'running', claim: 'own', lease: 'live', attempt: 'claim-holder' },
    verdict: 'record',
    because: 'it is the failure of the attempt that runs the job',
  },
  {
    when: { job: 'running', claim: 'own', lease: 'live', attempt: 'maybe-another' },
    verdict: 'not-settled',
    because: 'the attempt that runs the job may be healthy',
  },
  {
    when: { job: 'running', claim: 'own', lease: 'expired' },
    verdict: 'record',
    because: 'whichever attempt ran the job is dead, and its delivery has failed',
  },
  {
    when: { job: 'running', claim: 'foreign', lease: 'live', reach: 'abandoned' },
    verdict: 'not-settled',
    because: 'another delivery has taken the job over since',
  },
  {
    when: { job: 'running', claim: 'foreign', lease: 'expired', reach: 'abandoned' },
    verdict: 'record',
    because: 'the delivery that ran the job is dead, and left its end to this one',
  },
  {
    when: { job: 'running', claim: 'foreign', lease: 'live', reach: 'may-claim' },
    verdict: 'not-settled',
    because: 'its claim can still arrive, and then nobody else reports the end of the job',
  },
  {
    when: { job: 'running', claim: 'foreign', lease: 'expired', owner: 'may-return', reach: 'may-claim' },
    verdict: 'not-settled',
    because: 'its claim can still arrive, or the delivery that ran the job tries again',
  },
  {
    when: { job: 'running', claim: 'foreign', lease: 'expired', owner: 'gone', reach: 'may-claim' },
    verdict: 'record-abandoned',
    because: 'nobody runs the job any more, and a claim that arrives after the end is rejected',
  },
  {
    when: { job: 'running', claim: 'foreign', reach: 'over' },
    verdict: 'left-to-owner',
    because: 'another delivery runs the job, and reports its end',
  },
];

/** Decides what to do about a failure. */
export function decideFailure(facts: FailureFacts): FailureVerdict {
  const rule = failureRules.find(({ when }) => holds(when, facts));
  if (rule === undefined) throw new Error(`No rule for a failure with ${JSON.stringify(facts)}.`);
  return rule.verdict;
}

/** Whether a case matches the facts. */
export function holds(when: FailureCase, facts: FailureFacts): boolean {
  const known: Readonly<Record<string, unknown>> = { ...facts };
  return Object.entries(when).every(([name, value]) => known[name] === value);
}
