import type { CancelledJob, FailedJob, PendingJob, RunningJob, SuccessfulJob } from '../generated/api.gen.ts';
import { sleeping, slept } from './test-contract.ts';

export const baseUrl = 'https://abcdef1234.execute-api.eu-west-1.amazonaws.com/dev';
export const testCredentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
export const jobId = '1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11';

const started = {
  id: jobId,
  parameters: sleeping(5),
  createdAt: '2026-11-18T11:06:40.000Z',
  startedAt: '2026-11-18T11:06:40.412Z',
};

export const pending: PendingJob = { id: jobId, status: 'Pending' };
export const running: RunningJob = { ...started, status: 'Running' };
export const successful: SuccessfulJob = {
  ...started,
  status: 'Success',
  results: slept(5),
  finishedAt: '2026-11-18T11:06:45.430Z',
};
export const failed: FailedJob = {
  ...started,
  status: 'Failure',
  error: { type: 'JobTooLongError', message: 'A job may take 300 seconds at most.' },
  finishedAt: '2026-11-18T11:06:45.430Z',
};
export const cancelled: CancelledJob = { ...started, status: 'Cancelled', finishedAt: '2026-11-18T11:06:43.000Z' };
