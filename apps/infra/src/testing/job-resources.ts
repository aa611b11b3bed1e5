import { Construct } from 'constructs';
import type { JobResourcesProps } from '../jobs/job-resources.ts';

/** What the job of the tests uses in AWS, in place of `jobs/job-resources.ts`: nothing. */
export class JobResources extends Construct {
  constructor(scope: Construct, id: string, _props: JobResourcesProps) {
    super(scope, id);
  }
}
