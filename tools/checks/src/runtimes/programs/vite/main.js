// The bundle that Vite builds from this runs with the page's settings in a global object.
import { createJobsClient } from '@jobs/client-sdk';

const jobs = createJobsClient(globalThis.settings);
globalThis.results = jobs.submitAndWait({ seconds: 1 }).then(({ results }) => results.message);
