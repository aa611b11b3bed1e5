'use client';
// In the bundle for the browser.
import { createJobsClient } from '@jobs/client-sdk';

export default function Page() {
  const run = async (credentials) => {
    const jobs = createJobsClient({ baseUrl: '/dev', region: 'eu-west-1', credentials });
    return jobs.submitAndWait({ seconds: 1 });
  };
  return <button onClick={() => run()}>Run a job</button>;
}
