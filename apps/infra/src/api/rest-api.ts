import { Stack } from 'aws-cdk-lib';
import {
  type CfnRestApi,
  EndpointAccessMode,
  EndpointType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway';
import { InterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { createLogGroup } from '../monitoring/log-group.ts';
import type { StageSettings } from '../stages/stage-settings.ts';
import { suppress } from '../suppress.ts';
import { accessLogFormat } from './access-log-format.ts';

export interface RestApiProps {
  readonly stageName: string;
  readonly settings: StageSettings['api'];
  readonly logRetention: RetentionDays;
  /** How long the access log is kept, and whether it outlives the stack. */
  readonly accessLog: { readonly retention: RetentionDays; readonly retain: boolean };
  /** Encrypts the logs. */
  readonly logKey: Key;
}

/** A REST API without methods, and its stage: both logs, the limits, and who may connect. */
export function createRestApi(
  scope: Construct,
  props: RestApiProps,
): { readonly api: RestApi; readonly accessLogs: LogGroup } {
  const { rateLimit, burstLimit, privateEndpoint, setAccountLogRole } = props.settings;
  const kept = { retention: props.logRetention, encryptionKey: props.logKey };
  const accessLogs = createLogGroup(scope, 'AccessLogs', { ...props.accessLog, encryptionKey: props.logKey });
  const api = new RestApi(scope, 'RestApi', {
    restApiName: Stack.of(scope).stackName,
    description: 'Jobs API',
    endpointConfiguration: {
      types: [privateEndpoint ? EndpointType.PRIVATE : EndpointType.REGIONAL],
      vpcEndpoints: privateEndpoint?.vpcEndpointIds.map((vpcEndpointId) =>
        InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(scope, vpcEndpointId, { vpcEndpointId, port: 443 }),
      ),
    },
    cloudWatchRole: setAccountLogRole,
    deployOptions: {
      stageName: props.stageName,
      accessLogDestination: new LogGroupLogDestination(accessLogs),
      accessLogFormat,
      loggingLevel: MethodLoggingLevel.ERROR,
      dataTraceEnabled: false,
      tracingEnabled: true,
      metricsEnabled: true,
      throttlingRateLimit: rateLimit,
      throttlingBurstLimit: burstLimit,
    },
  });
  // The construct adds its own output; ours have stable names.
  api.node.tryRemoveChild('Endpoint');

  // The construct has no properties for these. Without them clients could speak TLS 1.0.
  const resource = api.node.defaultChild as CfnRestApi;
  resource.securityPolicy = SecurityPolicy.TLS13_1_2_PFS_PQ_2025_09;
  // A private API is also called by the names of its VPC endpoints.
  resource.endpointAccessMode = privateEndpoint ? EndpointAccessMode.BASIC : EndpointAccessMode.STRICT;

  // Otherwise API Gateway creates this group at its first log line, without our key and without a retention period.
  const logGroupName = `API-Gateway-Execution-Logs_${api.restApiId}/${props.stageName}`;
  api.deploymentStage.node.addDependency(createLogGroup(scope, 'ExecutionLogs', { ...kept, logGroupName }));

  acceptFindings(api, props.settings);
  return { api, accessLogs };
}

function acceptFindings(api: RestApi, { webAcl }: StageSettings['api']): void {
  suppress(api.deploymentStage, {
    CKV_AWS_120: 'Reads must return the current status, and they are cheap.',
    ...(!webAcl && {
      'AwsSolutions-APIG3':
        'Every request is signed by an IAM principal and throttled. The setting api.webAcl adds a web ACL.',
    }),
  });
  const logRole = api.node.tryFindChild('CloudWatchRole');
  if (!logRole) return;
  suppress(logRole, {
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
      'One role serves all APIs of the account and region, and AWS provides this policy for it.',
  });
}
