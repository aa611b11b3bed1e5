// Jest with its defaults: no configuration and no Node flags.
const process = require('node:process');
const { createJobsClient } = require('@jobs/client-sdk');

test('a job runs', async () => {
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
  const { results } = await jobs.submitAndWait({ seconds: 1 });
  expect(results.message).toMatch(/^I slept for 1 second/);
});
