// The same with `require`.
const process = require('node:process');
const { createJobsClient, JobFailedError } = require('@jobs/client-sdk');

const { JOBS_API_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
const jobs = createJobsClient({
  baseUrl: JOBS_API_URL,
  region: AWS_REGION,
  credentials: {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN,
  },
});

async function main() {
  const { results } = await jobs.submitAndWait({ seconds: 1 });
  const error = await jobs.submitAndWait({ seconds: 301 }).catch((reason) => reason);
  process.stdout.write(`${results.message}; ${error instanceof JobFailedError ? error.code : error}\n`);
}

void main();
