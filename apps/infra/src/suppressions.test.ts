import { describe, expect, it } from 'vitest';
import { stableIds } from './testing/stable-ids.ts';
import { synthesize } from './testing/synthesize.ts';

interface Metadata {
  readonly cdk_nag?: { readonly rules_to_suppress: readonly { readonly id: string; readonly reason: string }[] };
  readonly checkov?: { readonly skip: readonly { readonly id: string; readonly comment: string }[] };
  readonly 'cfn-lint'?: { readonly reasons: Readonly<Record<string, string>> };
}

/** Every accepted finding with its rule, reason and resources. */
function suppressions(): string {
  const { Resources } = synthesize('dev').toJSON() as { Resources: Record<string, { Metadata?: Metadata }> };
  const found = Object.entries(Resources).flatMap(([logicalId, { Metadata = {} }]) =>
    [
      ...(Metadata.cdk_nag?.rules_to_suppress ?? []).map(({ id, reason }) => [id, reason] as const),
      ...(Metadata.checkov?.skip ?? []).map(({ id, comment }) => [id, comment] as const),
      ...Object.entries(Metadata['cfn-lint']?.reasons ?? {}),
    ].map(([rule, reason]) => ({ resource: stableIds(logicalId), finding: `${rule}\n    ${reason}` })),
  );
  return [...Map.groupBy(found, ({ finding }) => finding)]
    .map(([finding, all]) => `${finding}\n    ${all.map(({ resource }) => resource).join(' ')}`)
    .join('\n');
}

describe('the accepted findings', () => {
  it('match the snapshot', () => {
    expect(suppressions()).toMatchInlineSnapshot(`
      "AwsSolutions-SQS3
          It is itself the dead-letter queue of an EventBridge rule.
          FailedJobsReplayDeadLetters FailedJobsReplayDeadLettersPolicy
      AwsSolutions-IAM5[Resource::*]
          X-Ray has no resources to name for PutTraceSegments and PutTelemetryRecords.
          ProcessingErrorHandlerRole ProcessingErrorHandlerRoleDefaultPolicy ProcessingProcessorRole ProcessingProcessorRoleDefaultPolicy
      CKV_AWS_116
          Failures go to the OnFailure destination, which also receives the error; a dead-letter queue does not.
          ProcessingErrorHandlerFunction ProcessingProcessorFunction
      CKV_AWS_117
          It only calls public AWS endpoints, over TLS and with IAM: a VPC would add a NAT gateway and protect nothing.
          ProcessingErrorHandlerFunction ProcessingProcessorFunction
      CKV_AWS_173
          Its variables are names and numbers. Secrets must not be put there.
          ProcessingErrorHandlerFunction ProcessingProcessorFunction
      W3005
          CDK adds DependsOn for the role and its policy, although the function already refers to the role.
          ProcessingErrorHandlerFunction ProcessingProcessorFunction
      AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]
          One role serves all APIs of the account and region, and AWS provides this policy for it.
          ApiRestApiCloudWatchRole
      AwsSolutions-APIG3
          Every request is signed by an IAM principal and throttled. The setting api.webAcl adds a web ACL.
          ApiRestApiDeploymentStagedev
      CKV_AWS_120
          Reads must return the current status, and they are cheap.
          ApiRestApiDeploymentStagedev
      AwsSolutions-COG4
          Callers are IAM principals, not users of a Cognito pool.
          ApiRestApijobsPOSTApiPermissionSTACKApiRestApiPOSTjobs ApiRestApijobsPOST ApiRestApijobsGET ApiRestApijobsjobIdGET ApiRestApijobsjobIdcancelPOST
      AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<ApiRestApiE35FEAFE>/<ApiRestApiDeploymentStagedevE2B308CE>/GET/jobs/*]
          A path parameter: the id of any job.
          ApiInvokeRole ApiInvokeRoleDefaultPolicy
      AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<ApiRestApiE35FEAFE>/<ApiRestApiDeploymentStagedevE2B308CE>/POST/jobs/*/cancel]
          A path parameter: the id of any job.
          ApiInvokeRole ApiInvokeRoleDefaultPolicy"
    `);
  });
});
