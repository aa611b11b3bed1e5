import { describe, expect, it } from 'vitest';
import {
  decideFailure,
  type FailureCase,
  type FailureFacts,
  failureRules,
  type FailureVerdict,
  holds,
  type RunningFacts,
} from './failure-decision.ts';

const values: { readonly [Name in keyof RunningFacts]: readonly RunningFacts[Name][] } = {
  job: ['running'],
  claim: ['own', 'foreign'],
  lease: ['live', 'expired'],
  owner: ['may-return', 'gone'],
  attempt: ['claim-holder', 'maybe-another'],
  reach: ['abandoned', 'may-claim', 'over'],
};

/** Every combination of facts. */
const combinations: readonly FailureFacts[] = [
  { job: 'absent', retention: 'within' },
  { job: 'absent', retention: 'over' },
  { job: 'ended' },
  ...(Object.entries(values).reduce<object[]>(
    (parts, [name, each]) => parts.flatMap((part) => each.map((value) => ({ ...part, [name]: value }))),
    [{}],
  ) as RunningFacts[]),
];

/** The table once more, in another order, with the number of combinations in each case. */
const cases: readonly [count: number, when: FailureCase, verdict: FailureVerdict][] = [
  [1, { job: 'absent', retention: 'within' }, 'record-unstarted'],
  [1, { job: 'absent', retention: 'over' }, 'expired'],
  [1, { job: 'ended' }, 'already-finished'],
  [6, { job: 'running', lease: 'live', claim: 'own', attempt: 'claim-holder' }, 'record'],
  [6, { job: 'running', lease: 'live', claim: 'own', attempt: 'maybe-another' }, 'not-settled'],
  [4, { job: 'running', lease: 'live', claim: 'foreign', reach: 'abandoned' }, 'not-settled'],
  [4, { job: 'running', lease: 'live', claim: 'foreign', reach: 'may-claim' }, 'not-settled'],
  [4, { job: 'running', lease: 'live', claim: 'foreign', reach: 'over' }, 'left-to-owner'],
  [12, { job: 'running', lease: 'expired', claim: 'own' }, 'record'],
  [4, { job: 'running', lease: 'expired', claim: 'foreign', reach: 'abandoned' }, 'record'],
  [2, { job: 'running', lease: 'expired', claim: 'foreign', reach: 'may-claim', owner: 'may-return' }, 'not-settled'],
  [2, { job: 'running', lease: 'expired', claim: 'foreign', reach: 'may-claim', owner: 'gone' }, 'record-abandoned'],
  [4, { job: 'running', lease: 'expired', claim: 'foreign', reach: 'over' }, 'left-to-owner'],
];

describe('the decision about a failure', () => {
  it.each(combinations)('has exactly one rule: %o', (facts) => {
    expect(failureRules.filter(({ when }) => holds(when, facts))).toHaveLength(1);
  });

  it.each(failureRules)('needs each rule: $because', ({ when }) => {
    expect(combinations.some((facts) => holds(when, facts))).toBe(true);
  });

  it.each(cases)('in %i cases, %o, is %s', (count, when, verdict) => {
    const matching = combinations.filter((facts) => holds(when, facts));
    expect(matching).toHaveLength(count);
    for (const facts of matching) expect(decideFailure(facts)).toBe(verdict);
  });

  it('is listed here for each combination', () => {
    expect(cases.reduce((sum, [count]) => sum + count, 0)).toBe(combinations.length);
  });
});
