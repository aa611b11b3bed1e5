import { Stack } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import {
  type ILambdaDeploymentConfig,
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
} from 'aws-cdk-lib/aws-codedeploy';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { DeploymentStrategy } from '../stages/stage-settings.ts';
import { suppress } from '../suppress.ts';

const configurations: Readonly<Record<DeploymentStrategy, ILambdaDeploymentConfig>> = {
  canary10percent5minutes: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
  canary10percent10minutes: LambdaDeploymentConfig.CANARY_10PERCENT_10MINUTES,
  canary10percent15minutes: LambdaDeploymentConfig.CANARY_10PERCENT_15MINUTES,
  canary10percent30minutes: LambdaDeploymentConfig.CANARY_10PERCENT_30MINUTES,
  linear10percentEvery1minute: LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_1MINUTE,
  linear10percentEvery2minutes: LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_2MINUTES,
  linear10percentEvery3minutes: LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_3MINUTES,
  linear10percentEvery10minutes: LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_10MINUTES,
};

export interface DeployedAlias {
  readonly live: Alias;
  /**
   * Any of these alarms rolls back the traffic and the stack update. The alias is created after them, so none may
   * depend on it: https://github.com/aws/aws-cdk/issues/2231
   */
  readonly rollbackAlarms: readonly IAlarm[];
}

export interface GradualDeploymentProps {
  /** Id of the deployment group -> the function that it deploys. */
  readonly functions: Readonly<Record<string, DeployedAlias>>;
  readonly strategy: DeploymentStrategy;
}

/** Lets CodeDeploy move the alias of each function in steps, and roll back when an alarm goes off. */
export class GradualDeployment extends Construct {
  constructor(scope: Construct, id: string, { functions, strategy }: GradualDeploymentProps) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application');
    const role = new Role(this, 'Role', {
      description: 'Lets CodeDeploy shift traffic between function versions',
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    suppress(role, {
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]':
        'AWS provides this policy for CodeDeploy with Lambda.',
    });
    for (const [name, { live, rollbackAlarms }] of Object.entries(functions)) {
      new LambdaDeploymentGroup(this, name, {
        application,
        role,
        alias: live,
        deploymentConfig: configurations[strategy],
        alarms: [...rollbackAlarms],
      });
    }
  }
}
