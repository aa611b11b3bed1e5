import { expect, it } from 'vitest';
import { allStages } from '@jobs/infra/all-stages';
import { stageOf } from './stage-of.ts';

const stages = allStages();

it('the stage of an operation is one of those that are there', () => {
  expect(stageOf({ JOBS_STAGE: 'prod' }, stages)).toMatchObject({ stage: 'prod' });
  expect(() => stageOf({ JOBS_STAGE: 'staging' }, stages)).toThrow(/no stage 'staging'.*--configuration=dev or/);
  expect(() => stageOf({}, stages)).toThrow(/Which stage\?/);
});
