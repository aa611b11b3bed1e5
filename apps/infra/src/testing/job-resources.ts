import { Construct } from 'constructs';
import type { JobResourcesProps } from '../jobs/job-resources.ts';

/** Replaces `jobs/job-resources.ts` in tests: the tests' job uses no AWS resources. */
export class JobResources extends Construct {
  constructor(scope: Construct, id: string, _props: JobResourcesProps) {
    super(scope, id);
  }
}
