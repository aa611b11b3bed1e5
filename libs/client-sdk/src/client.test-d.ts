import type { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { describe, expectTypeOf, it } from 'vitest';
import {
  createJobsClient,
  type Job,
  type JobEvent,
  type JobHandle,
  type JobParameters,
  type JobResults,
  type JobsClientOptions,
  parseJobEvent,
  type SuccessfulJob,
} from './index.ts';
import { createOpenApiClient } from './openapi/index.ts';

const client = createJobsClient({ baseUrl: '', credentials: { accessKeyId: '', secretAccessKey: '' } });
declare const job: Job;
declare const parameters: JobParameters;

describe('the types of the client', () => {
  it('take the parameters of a job, and nothing else', () => {
    // Both ways, because toEqualTypeOf can't compare unions of objects with different properties.
    expectTypeOf<Parameters<typeof client.submit>[0]>().toExtend<JobParameters>();
    expectTypeOf<JobParameters>().toExtend<Parameters<typeof client.submit>[0]>();
    expectTypeOf(client.submit).toBeCallableWith(parameters);
    expectTypeOf(client.submitMany).toBeCallableWith([parameters]);
    // @ts-expect-error -- a symbol can't be sent
    void client.submit(Symbol());
    // @ts-expect-error -- also among many
    void client.submitMany([Symbol()]);
    // @ts-expect-error -- also in a raw client
    void createOpenApiClient(client, { baseUrl: '' }).POST('/jobs', { body: Symbol() });
  });

  it('give the results of a job only when it is a Success', () => {
    // @ts-expect-error -- a job of any status has no results
    expectTypeOf(job.results).toBeAny();
    // @ts-expect-error -- nor an error
    expectTypeOf(job.error).toBeAny();
    if (job.status === 'Success') expectTypeOf(job.results).toEqualTypeOf<JobResults>();
    if (job.status === 'Failure') expectTypeOf(job.error.type).toBeString();
    expectTypeOf(client.wait).returns.resolves.toEqualTypeOf<SuccessfulJob>();
    expectTypeOf(client.submitAndWait).returns.resolves.toExtend<SuccessfulJob>();
  });

  it('describe an event, with startedAt only if the job started', () => {
    expectTypeOf(parseJobEvent).parameters.toEqualTypeOf<[unknown]>();
    expectTypeOf(parseJobEvent).returns.toEqualTypeOf<JobEvent>();
    expectTypeOf<JobEvent['data']['status']>().toEqualTypeOf<'Success' | 'Failure' | 'Cancelled'>();
    expectTypeOf<JobEvent['data']['startedAt']>().toEqualTypeOf<string | undefined>();
  });

  it('detect a status that a switch omits', () => {
    const complete = (status: Job['status']): string => {
      switch (status) {
        case 'Pending':
        case 'Running':
          return 'wait';
        case 'Success':
          return 'done';
        case 'Failure':
        case 'Cancelled':
          return 'look';
      }
    };
    // @ts-expect-error -- without Failure the end can be reached, which is not a string
    const incomplete = (status: Job['status']): string => {
      switch (status) {
        case 'Pending':
        case 'Running':
          return 'wait';
        case 'Success':
          return 'done';
      }
    };
    expectTypeOf(complete).returns.toBeString();
    expectTypeOf(incomplete).toBeFunction();
  });

  it('say that a job may be missing', () => {
    expectTypeOf(client.get).returns.resolves.toEqualTypeOf<Job | undefined>();
    expectTypeOf(client.submit).returns.resolves.toEqualTypeOf<JobHandle>();
    expectTypeOf<JobHandle['get']>().returns.resolves.toEqualTypeOf<Job | undefined>();
  });

  it('distinguish a success among many from a failure', async () => {
    for await (const result of client.submitMany([])) {
      // @ts-expect-error -- it may have failed
      expectTypeOf(result.job.results).not.toBeNever();
      if (result.job) expectTypeOf(result.job).toEqualTypeOf<SuccessfulJob>();
      else expectTypeOf(result.error).toBeUnknown();
    }
  });

  it('take any credentials provider of the AWS SDK as it is', () => {
    expectTypeOf<AwsCredentialIdentityProvider>().toExtend<JobsClientOptions['credentials']>();
    expectTypeOf<ReturnType<typeof fromTemporaryCredentials>>().toExtend<JobsClientOptions['credentials']>();
    expectTypeOf<Awaited<ReturnType<AwsCredentialIdentityProvider>>>().toExtend<JobsClientOptions['credentials']>();
    expectTypeOf<typeof fetch>().toExtend<NonNullable<JobsClientOptions['fetch']>>();
  });
});
