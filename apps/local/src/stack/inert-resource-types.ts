import * as z from 'zod/mini';
import { type Identity, type IdentityContext, type ResourceType, resourceType } from '@jobs/local-aws/cloudformation';

interface InertType {
  /** Why such a resource does nothing on one machine. */
  readonly because: string;
  /** The properties that a template may have. They are not looked at, except for a name. */
  readonly properties: readonly string[];
  readonly identify: (context: IdentityContext) => Identity;
}

const unmeasured = 'nothing is measured here';
const unencrypted = 'nothing is encrypted at rest here';
const noLogs = 'logs go to the terminal';
const noNotifications = 'there is nobody to notify here';
const atOnce = 'all traffic is on the new version at once';
const unfiltered = 'the loopback interface needs no filter';

const unnamed = ({ physicalName }: IdentityContext): Identity => ({ ref: physicalName(), attributes: {} });

/** The types whose resources have names and ARNs, for policies and outputs, and do nothing. */
const inertTypes: Readonly<Record<string, InertType>> = {
  'AWS::CloudWatch::Alarm': {
    because: unmeasured,
    properties: [
      ...['ActionsEnabled', 'AlarmActions', 'AlarmDescription', 'AlarmName', 'ComparisonOperator', 'DatapointsToAlarm'],
      ...['Dimensions', 'EvaluateLowSampleCountPercentile', 'EvaluationPeriods', 'ExtendedStatistic'],
      ...['InsufficientDataActions', 'MetricName', 'Metrics', 'Namespace', 'OKActions', 'Period', 'Statistic'],
      ...['Threshold', 'TreatMissingData', 'Unit'],
    ],
    identify: ({ property, physicalName, arn }) => {
      const name = property('AlarmName') ?? physicalName(255);
      return { ref: name, attributes: { Arn: arn('cloudwatch', `alarm:${name}`) } };
    },
  },
  'AWS::CloudWatch::Dashboard': {
    because: unmeasured,
    properties: ['DashboardBody', 'DashboardName'],
    identify: ({ property, physicalName }) => ({ ref: property('DashboardName') ?? physicalName(255), attributes: {} }),
  },
  'AWS::CodeDeploy::Application': {
    because: atOnce,
    properties: ['ComputePlatform'],
    identify: ({ physicalName }) => ({ ref: physicalName(100), attributes: {} }),
  },
  'AWS::CodeDeploy::DeploymentGroup': {
    because: atOnce,
    properties: [
      ...['AlarmConfiguration', 'ApplicationName', 'AutoRollbackConfiguration', 'DeploymentConfigName'],
      ...['DeploymentStyle', 'ServiceRoleArn'],
    ],
    identify: ({ physicalName }) => ({ ref: physicalName(100), attributes: {} }),
  },
  'AWS::KMS::Key': {
    because: unencrypted,
    properties: ['Description', 'EnableKeyRotation', 'KeyPolicy'],
    identify: ({ token, arn }) => {
      const id = token(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
      return { ref: id, attributes: { Arn: arn('kms', `key/${id}`), KeyId: id } };
    },
  },
  'AWS::Logs::LogGroup': {
    because: noLogs,
    properties: ['KmsKeyId', 'LogGroupName', 'RetentionInDays'],
    identify: ({ property, physicalName, arn }) => {
      const name = property('LogGroupName') ?? physicalName(512);
      return { ref: name, attributes: { Arn: `${arn('logs', `log-group:${name}`)}:*` } };
    },
  },
  'AWS::Logs::QueryDefinition': {
    because: noLogs,
    properties: ['LogGroupNames', 'Name', 'QueryString'],
    identify: ({ token }) => ({ ref: token(36), attributes: { QueryDefinitionId: token(36) } }),
  },
  'AWS::SNS::Subscription': {
    because: noNotifications,
    properties: ['Endpoint', 'Protocol', 'TopicArn'],
    identify: ({ token, arn }) => ({ ref: arn('sns', token(36)), attributes: {} }),
  },
  'AWS::SNS::Topic': {
    because: noNotifications,
    properties: ['DisplayName', 'KmsMasterKeyId', 'TopicName'],
    identify: ({ property, physicalName, arn }) => {
      const name = property('TopicName') ?? physicalName(256);
      const topicArn = arn('sns', name);
      return { ref: topicArn, attributes: { TopicArn: topicArn, TopicName: name } };
    },
  },
  'AWS::SNS::TopicPolicy': { because: noNotifications, properties: ['PolicyDocument', 'Topics'], identify: unnamed },
  'AWS::WAFv2::WebACL': {
    because: unfiltered,
    properties: ['DefaultAction', 'Description', 'Name', 'Rules', 'Scope', 'VisibilityConfig'],
    identify: ({ property, physicalName, token, arn }) => {
      const name = property('Name') ?? physicalName(128);
      const id = token(36);
      const acl = arn('wafv2', `regional/webacl/${name}/${id}`);
      return { ref: `${name}|${id}|REGIONAL`, attributes: { Arn: acl, Id: id } };
    },
  },
  'AWS::WAFv2::WebACLAssociation': {
    because: unfiltered,
    properties: ['ResourceArn', 'WebACLArn'],
    identify: unnamed,
  },
};

/** As {@link ResourceType}s, which know their properties by name and take any value of them. */
export const inertResourceTypes: readonly ResourceType[] = Object.entries(inertTypes).map(
  ([type, { properties, identify }]) =>
    resourceType({
      type,
      properties: z.strictObject(
        Object.fromEntries([...properties, 'Tags'].map((name) => [name, z.optional(z.unknown())])),
      ),
      identify,
    }),
);
