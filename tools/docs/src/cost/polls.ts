import { createJobsClient } from '@jobs/client-sdk';
import { sleeping } from '@jobs/local/testing/test-contract';

/** Pauses are partly random. */
const runs = 300;
const id = '1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11';

/** The average number of polls for a job of this duration, to one decimal. */
export async function countPolls(seconds: number): Promise<number> {
  let polls = 0;
  for (let run = 0; run < runs; run += 1) polls += await pollsOnce(seconds);
  return Math.round((polls / runs) * 10) / 10;
}

/** Time passes only while the client sleeps. */
async function pollsOnce(seconds: number): Promise<number> {
  let now = 0;
  let polls = 0;
  const client = createJobsClient({
    baseUrl: 'https://jobs.example.com/prod',
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' },
    clock: {
      now: () => now,
      sleep: (ms) => {
        now += ms;
        return Promise.resolve();
      },
    },
    fetch: (_url, { method }) => {
      if (method === 'POST') return Promise.resolve(answer(202, { id }));
      polls += 1;
      const isDone = now >= seconds * 1000;
      return Promise.resolve(answer(200, isDone ? { id, status: 'Success' } : { id, status: 'Running' }));
    },
  });
  await client.submitAndWait(sleeping(seconds));
  return polls;
}

function answer(status: number, body: object): Response {
  const isFinal = 'status' in body && body.status === 'Success';
  const headers = { 'content-type': 'application/json', ...(!isFinal && { 'retry-after': '1' }) };
  return new Response(JSON.stringify(body), { status, headers });
}
