import { expect, it } from 'vitest';
import { allStages } from '@jobs/infra/all-stages';
import { requireAccount, stageOf } from './stage-of.ts';

const stages = allStages();

it('the stage of an operation must exist', () => {
  expect(stageOf({ JOBS_STAGE: 'prod' }, stages)).toMatchObject({ stage: 'prod' });
  expect(() => stageOf({ JOBS_STAGE: 'staging' }, stages)).toThrow(/Unknown stage 'staging'.*--configuration=dev or/);
  expect(() => stageOf({}, stages)).toThrow(/No stage given\./);
});

it('a stage with an account accepts only credentials of that account', () => {
  const prod = { stage: 'prod', settings: { target: { account: '111122223333' } } };
  requireAccount(prod, { accountId: '111122223333' });
  requireAccount({ stage: 'dev', settings: { target: {} } }, { accountId: '444455556666' });
  expect(() => {
    requireAccount(prod, { accountId: '444455556666' });
  }).toThrow(/prod is in account 111122223333, but these credentials belong to 444455556666/);
});
