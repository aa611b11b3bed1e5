import { describe, expect, it } from 'vitest';
import { judgeBootstrap } from './bootstrap-check.ts';
import { judgeConcurrency } from './concurrency-check.ts';
import { judgeLogRole } from './log-role-check.ts';
import { judgeSeparation } from './separation-check.ts';
import { judgeStackState } from './stack-state-check.ts';

describe('the bootstrap', () => {
  it.each([
    ['6', 'ok', /version 6/],
    ['30', 'ok', /version 30/],
    ['5', 'error', /too old: version 5, but at least 6.*npx nx bootstrap infra/],
    [undefined, 'error', /not bootstrapped.*npx nx bootstrap infra/],
  ])('of version %s is %s', (found, level, text) => {
    expect(judgeBootstrap(found, 6)).toEqual({ level, text: expect.stringMatching(text) as string });
  });
});

describe("Lambda's concurrency", () => {
  it.each([
    ['exactly enough', { limit: 300, unreserved: 300, reservedByStack: 0, planned: 200 }, 'ok', /200 .* 300/],
    ['one too low', { limit: 299, unreserved: 299, reservedByStack: 0, planned: 200 }, 'error', /199 can be.*to 300 /],
    [
      'taken by others',
      { limit: 1000, unreserved: 150, reservedByStack: 0, planned: 200 },
      'error',
      /50 can be.* lower .* to 50 in total; or raise .* to 1150 or more/,
    ],
    ['given back first', { limit: 1000, unreserved: 150, reservedByStack: 150, planned: 200 }, 'ok', /200 .* 1000/],
    [
      'that of a new account',
      { limit: 10, unreserved: 10, reservedByStack: 0, planned: 200 },
      'error',
      / 0 can be .* both reservedConcurrency settings to 'none'/,
    ],
    ['not needed', { limit: 10, unreserved: 10, reservedByStack: 0, planned: 0 }, 'ok', /reserve 0/],
  ])('that is %s', (_what, concurrency, level, text) => {
    expect(judgeConcurrency(concurrency)).toEqual({ level, text: expect.stringMatching(text) as string });
  });
});

describe("API Gateway's role for logs", () => {
  const stackName = 'jobs-dev';
  const current = 'arn:aws:iam::123456789012:role/logs';
  it.each([
    ['that does not exist, and is set', { current: undefined, owner: undefined, isSet: true }, 'ok', /sets one/],
    ['of the stack', { current, owner: stackName, isSet: true }, 'ok', /set by jobs-dev/],
    [
      'of another stack',
      { current, owner: 'jobs-prod', isSet: true },
      'warning',
      /belongs to the stack jobs-prod.*will replace it/,
    ],
    ['of no stack', { current, owner: undefined, isSet: true }, 'warning', /belongs to no stack.*will replace it/],
    ['that is left unchanged', { current, owner: undefined, isSet: false }, 'ok', /stays/],
    ['that nobody sets', { current: undefined, owner: undefined, isSet: false }, 'error', /update-account/],
  ])('%s', (_what, role, level, text) => {
    expect(judgeLogRole({ ...role, stackName })).toEqual({ level, text: expect.stringMatching(text) as string });
  });
});

describe('the state of the stack', () => {
  it.each([
    [undefined, false, 'ok', /created/],
    ['UPDATE_COMPLETE', true, 'ok', /updated/],
    ['UPDATE_ROLLBACK_COMPLETE', false, 'ok', /updated/],
    ['REVIEW_IN_PROGRESS', false, 'ok', /not been created yet/],
    ['UPDATE_IN_PROGRESS', false, 'error', /being changed/],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', false, 'error', /being changed/],
    ['ROLLBACK_COMPLETE', false, 'warning', /starts over/],
    ['ROLLBACK_COMPLETE', true, 'error', /--no-enable-termination-protection/],
    ['UPDATE_ROLLBACK_FAILED', false, 'error', /continue-update-rollback/],
    ['DELETE_FAILED', false, 'error', /could not be deleted/],
  ])('%s, protected: %s', (status, isProtected, level, text) => {
    const judged = judgeStackState({ stackName: 'jobs-dev', status, isProtected });
    expect(judged).toEqual({ level, text: expect.stringMatching(text) as string });
  });
});

describe('the separation of stages', () => {
  it.each([
    ['a stage without data', false, {}, 'ok', /not set/],
    [
      'a stage with data that shares the bootstrap',
      true,
      {},
      'warning',
      /can also deploy this one.*bootstrapQualifier/,
    ],
    ['one with its own bootstrap', true, { bootstrapQualifier: 'prod' }, 'ok', /prod/],
    ['one with its own account', true, { account: '111122223333' }, 'ok', /111122223333/],
  ])('%s', (_, retainData, target, level, text) => {
    expect(judgeSeparation({ retainData, target })).toEqual({ level, text: expect.stringMatching(text) as string });
  });
});
