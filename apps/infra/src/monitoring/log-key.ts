import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** AWS WAF requires this prefix: https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html */
export const wafLogGroupName = ({ stackName }: Stack): string => `aws-waf-logs-${stackName}`;

/** Encrypts the log groups of the stack, including those whose names API Gateway chooses. */
export class LogKey extends Key {
  /** @param props `retain` keeps it when the stack is deleted, because it encrypts a retained log group */
  constructor(scope: Construct, id: string, props: { readonly retain: boolean; readonly hasWebAcl: boolean }) {
    super(scope, id, {
      description: 'Encrypts the logs of the Jobs API',
      enableKeyRotation: true,
      removalPolicy: props.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const { partition, region, account, stackName } = Stack.of(this);
    const groups = [
      `${stackName}-*`,
      'API-Gateway-Execution-Logs_*',
      ...(props.hasWebAcl ? [wafLogGroupName(Stack.of(this))] : []),
    ];
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: [
          'kms:Decrypt',
          'kms:DescribeKey',
          'kms:Encrypt',
          'kms:GenerateDataKey',
          'kms:GenerateDataKeyWithoutPlaintext',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
        ],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': groups.map(
              (group) => `arn:${partition}:logs:${region}:${account}:log-group:${group}`,
            ),
          },
        },
      }),
    );
  }
}
