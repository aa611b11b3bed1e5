// An Express service with credentials from the AWS SDK's default provider chain.
import process from 'node:process';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { createJobsClient } from '@jobs/client-sdk';
import express from 'express';

const { JOBS_API_URL, AWS_REGION, PORT } = process.env;
const jobs = createJobsClient({ baseUrl: JOBS_API_URL, region: AWS_REGION, credentials: fromNodeProviderChain() });

express()
  .get('/', async (_request, response) => {
    const { results } = await jobs.submitAndWait({ seconds: 1 });
    response.json(results);
  })
  .listen(PORT, '127.0.0.1');
