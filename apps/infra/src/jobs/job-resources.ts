import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { JobSettingsInput } from '@jobs/domain/job-settings';
import type { StageSettings } from '../stages/stage-settings.ts';
import type { JobFunction } from './job-function.ts';

export interface JobResourcesProps {
  readonly settings: StageSettings;
  /** The function that runs jobs. It may use what it is granted here. */
  readonly processor: JobFunction;
}

/**
 * What jobs use in AWS: their own resources, permissions, and the settings that jobs read as `context.settings`. The
 * sample job uses nothing.
 */
export class JobResources extends Construct {
  constructor(scope: Construct, id: string, { settings, processor }: JobResourcesProps) {
    super(scope, id);

    // A bucket that jobs write reports to, for example (with `Bucket`, `BlockPublicAccess` from aws-cdk-lib/aws-s3):
    //
    //   const reports = new Bucket(this, 'Reports', {
    //     blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    //     enforceSSL: true,
    //   });
    //   reports.grantPut(processor);
    //
    // Or a secret whose value is set by hand (with `Secret` from aws-cdk-lib/aws-secretsmanager); on your machine it has
    // the one in .local/values.json:
    //
    //   const apiKey = new Secret(this, 'ApiKey', { secretName: 'orders/api-key' });
    //   apiKey.grantRead(processor);

    const jobSettings: JobSettingsInput = {
      ...settings.job,
      // reportsBucket: reports.bucketName,
      // apiKey: apiKey.secretName,
    };
    if (Object.keys(jobSettings).length > 0) {
      processor.function.addEnvironment('JOB_SETTINGS', Stack.of(this).toJsonString(jobSettings));
    }
  }
}
