'use client';
// Makes the client part of the browser bundle.
import { createJobsClient } from '@jobs/client-sdk';

export default function Page() {
  const run = async (credentials) => {
    const jobs = createJobsClient({ baseUrl: '/dev', region: 'eu-west-1', credentials });
    return jobs.submitAndWait({ seconds: 1 });
  };
  return <button onClick={() => run()}>Run a job</button>;
}
