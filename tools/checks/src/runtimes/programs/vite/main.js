// What Vite makes of this for a page is run with the settings of the page in a global object.
import { createJobsClient } from '@jobs/client-sdk';

const jobs = createJobsClient(globalThis.settings);
globalThis.results = jobs.submitAndWait({ seconds: 1 }).then(({ results }) => results.message);
