// A Lambda function that runs a job with its own role, which needs this statement:
//   { "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/*/jobs*" }
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { createJobsClient } from '@jobs/client-sdk';

const { JOBS_API_URL: baseUrl = '', AWS_REGION: region } = process.env;
// Created once per environment, so that connections and signing keys are reused.
const jobs = createJobsClient({ baseUrl, region, credentials: fromEnv() });

interface Event {
  readonly seconds: number;
}

interface Context {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

export const handler = async ({ seconds }: Event, { awsRequestId, getRemainingTimeInMillis }: Context) => {
  const { id, results } = await jobs.submitAndWait(
    { seconds },
    // Lambda can deliver an event twice with the same request id: the key makes that one job.
    { idempotencyKey: awsRequestId, timeoutMs: getRemainingTimeInMillis() - 1_000 },
  );
  return { id, message: results.message };
};
