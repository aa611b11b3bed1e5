const process = require('node:process');
const { createJobsClient } = require('@jobs/client-sdk');

test('a job that takes too long fails, without a real wait of five minutes', async () => {
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
  const moveClock = () => fetch(process.env.JOBS_LOCAL_CLOCK_URL, { method: 'POST', body: '300000' });
  const onStatus = ({ status }) => {
    if (status === 'Running') void moveClock();
  };
  const waiting = jobs.submitAndWait({ seconds: 250 }, { onStatus });
  await expect(waiting).rejects.toMatchObject({
    name: 'JobFailedError',
    message: expect.stringContaining('timed out'),
  });
}, 30_000);
