import { createJobsClient, type JobParameters } from '@jobs/client-sdk';

interface Environment {
  readonly JOBS_API_URL: string;
  readonly AWS_REGION: string;
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_SESSION_TOKEN: string;
}

/** A worker for workerd that runs a job for every request and returns the results. */
export default {
  async fetch(_request: Request, environment: Environment): Promise<Response> {
    const jobs = createJobsClient({
      baseUrl: environment.JOBS_API_URL,
      region: environment.AWS_REGION,
      credentials: {
        accessKeyId: environment.AWS_ACCESS_KEY_ID,
        secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
        sessionToken: environment.AWS_SESSION_TOKEN,
      },
    });
    const { status, results } = await jobs.submitAndWait(sleeping(1));
    const failure = await jobs.submitAndWait(sleeping(301)).catch((error: unknown) => error);
    return Response.json({ status, results, failure: failure instanceof Error ? failure.name : 'none' });
  },
};

/** Parameters of the sample job, cast to the current contract's type. */
function sleeping(seconds: number): JobParameters {
  const parameters: unknown = { seconds };
  return parameters as JobParameters;
}
