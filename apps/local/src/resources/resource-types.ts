import { apiGatewayAccount } from './api-gateway-account.ts';
import { apiGatewayDeployment } from './api-gateway-deployment.ts';
import { apiGatewayGatewayResponse } from './api-gateway-gateway-response.ts';
import { apiGatewayMethod } from './api-gateway-method.ts';
import { apiGatewayModel } from './api-gateway-model.ts';
import { apiGatewayRequestValidator } from './api-gateway-request-validator.ts';
import { apiGatewayResource } from './api-gateway-resource.ts';
import { apiGatewayRestApi } from './api-gateway-rest-api.ts';
import { apiGatewayStage } from './api-gateway-stage.ts';
import { cloudWatchAlarm } from './cloudwatch-alarm.ts';
import { cloudWatchDashboard } from './cloudwatch-dashboard.ts';
import { codeDeployApplication, codeDeployDeploymentGroup } from './codedeploy.ts';
import { dynamoDbTable } from './dynamodb-table.ts';
import { eventsArchive } from './events-archive.ts';
import { eventsEventBus } from './events-event-bus.ts';
import { eventsRule } from './events-rule.ts';
import { iamPolicy } from './iam-policy.ts';
import { iamRole } from './iam-role.ts';
import { kmsKey } from './kms-key.ts';
import { lambdaAlias } from './lambda-alias.ts';
import { lambdaEventInvokeConfig } from './lambda-event-invoke-config.ts';
import { lambdaFunction } from './lambda-function.ts';
import { lambdaPermission } from './lambda-permission.ts';
import { lambdaVersion } from './lambda-version.ts';
import { logsLogGroup } from './logs-log-group.ts';
import { logsQueryDefinition } from './logs-query-definition.ts';
import { snsSubscription } from './sns-subscription.ts';
import { snsTopicPolicy } from './sns-topic-policy.ts';
import { snsTopic } from './sns-topic.ts';
import { sqsQueuePolicy } from './sqs-queue-policy.ts';
import { sqsQueue } from './sqs-queue.ts';
import { wafv2WebAcl, wafv2WebAclAssociation } from './wafv2-web-acl.ts';
import type { ResourceType } from './resource-type.ts';

/** Every resource type that the local run knows. A template with any other is refused. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(
  [
    apiGatewayAccount,
    apiGatewayDeployment,
    apiGatewayGatewayResponse,
    apiGatewayMethod,
    apiGatewayModel,
    apiGatewayRequestValidator,
    apiGatewayResource,
    apiGatewayRestApi,
    apiGatewayStage,
    cloudWatchAlarm,
    cloudWatchDashboard,
    codeDeployApplication,
    codeDeployDeploymentGroup,
    dynamoDbTable,
    eventsArchive,
    eventsEventBus,
    eventsRule,
    iamPolicy,
    iamRole,
    kmsKey,
    lambdaAlias,
    lambdaEventInvokeConfig,
    lambdaFunction,
    lambdaPermission,
    lambdaVersion,
    logsLogGroup,
    logsQueryDefinition,
    snsSubscription,
    snsTopicPolicy,
    snsTopic,
    sqsQueuePolicy,
    sqsQueue,
    wafv2WebAcl,
    wafv2WebAclAssociation,
  ].map((definition) => [definition.type, definition]),
);
