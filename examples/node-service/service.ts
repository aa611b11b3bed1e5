// A service that answers `GET /sleep?seconds=1` with the results of a job. It needs JOBS_API_URL, and credentials
// where the AWS SDK finds them. In the workspace: npx nx build client-sdk && node examples/node-service/service.ts
import { createServer } from 'node:http';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { createJobsClient, JobFailedError, JobsApiError } from '@jobs/client-sdk';

const { JOBS_API_URL: baseUrl = '', AWS_REGION: region, PORT = '0' } = process.env;
const jobs = createJobsClient({ baseUrl, region, credentials: defaultProvider() });

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://service');
  const stop = new AbortController();
  // Nobody is waiting for the results any more. The job itself continues.
  response.on('close', () => stop.abort());

  const answer = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  jobs
    .submitAndWait({ seconds: Number(url.searchParams.get('seconds')) }, { signal: stop.signal, timeoutMs: 60_000 })
    .then(
      ({ results }) => answer(200, results),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        if (error instanceof JobFailedError) answer(422, error.job.error);
        else if (error instanceof JobsApiError && error.status === 400) answer(400, { message: error.message });
        else answer(502, { message: String(error) });
      },
    );
});
server.listen(Number(PORT), '127.0.0.1', () => {
  console.log('listening', server.address());
});
process.once('SIGTERM', () => server.close());
