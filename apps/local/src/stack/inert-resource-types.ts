import * as z from 'zod/mini';
import { type Identity, type IdentityContext, type ResourceType, resourceType } from '@jobs/local-aws/cloudformation';

interface InertType {
  /** Why such a resource does nothing in the local run. */
  readonly because: string;
  readonly identify: (context: IdentityContext) => Identity;
}

const noMetrics = 'no metrics are kept here';
const unencrypted = 'nothing is encrypted at rest here';
const noLogs = 'logs go to the terminal';
const immediate = 'all traffic moves to the new version immediately';
const oneSender = 'only the stack itself puts events on a bus here';
const unfiltered = 'the loopback interface needs no filter';

const unnamed = ({ physicalName }: IdentityContext): Identity => ({ ref: physicalName(), attributes: {} });

/** Types whose resources do nothing here, but have names and ARNs for policies and outputs. */
const inertTypes: Readonly<Record<string, InertType>> = {
  'AWS::Budgets::Budget': {
    because: 'nothing here incurs costs',
    identify: unnamed,
  },
  'AWS::CloudWatch::Alarm': {
    because: noMetrics,
    identify: ({ property, physicalName, arn }) => {
      const name = property('AlarmName') ?? physicalName(255);
      return { ref: name, attributes: { Arn: arn('cloudwatch', `alarm:${name}`) } };
    },
  },
  'AWS::CloudWatch::Dashboard': {
    because: noMetrics,
    identify: ({ property, physicalName }) => ({ ref: property('DashboardName') ?? physicalName(255), attributes: {} }),
  },
  'AWS::CodeDeploy::Application': {
    because: immediate,
    identify: ({ physicalName }) => ({ ref: physicalName(100), attributes: {} }),
  },
  'AWS::CodeDeploy::DeploymentGroup': {
    because: immediate,
    identify: ({ physicalName }) => ({ ref: physicalName(100), attributes: {} }),
  },
  'AWS::Events::EventBusPolicy': {
    because: oneSender,
    identify: unnamed,
  },
  'AWS::KMS::Key': {
    because: unencrypted,
    identify: ({ token, arn }) => {
      const id = token(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
      return { ref: id, attributes: { Arn: arn('kms', `key/${id}`), KeyId: id } };
    },
  },
  'AWS::Logs::LogGroup': {
    because: noLogs,
    identify: ({ property, physicalName, arn }) => {
      const name = property('LogGroupName') ?? physicalName(512);
      return { ref: name, attributes: { Arn: `${arn('logs', `log-group:${name}`)}:*` } };
    },
  },
  'AWS::Logs::MetricFilter': {
    because: noMetrics,
    identify: unnamed,
  },
  'AWS::Logs::QueryDefinition': {
    because: noLogs,
    identify: ({ token }) => ({ ref: token(36), attributes: { QueryDefinitionId: token(36) } }),
  },
  'AWS::WAFv2::LoggingConfiguration': {
    because: unfiltered,
    identify: unnamed,
  },
  'AWS::WAFv2::WebACL': {
    because: unfiltered,
    identify: ({ property, physicalName, token, arn }) => {
      const name = property('Name') ?? physicalName(128);
      const id = token(36);
      const acl = arn('wafv2', `regional/webacl/${name}/${id}`);
      return { ref: `${name}|${id}|REGIONAL`, attributes: { Arn: acl, Id: id } };
    },
  },
  'AWS::WAFv2::WebACLAssociation': {
    because: unfiltered,
    identify: unnamed,
  },
};

/** Whether the resources of a known type do nothing here. */
export const isInertType = (type: string): boolean => Object.hasOwn(inertTypes, type);

/** Properties are ignored, except for a name. */
const inertType = (type: string, identify: InertType['identify']): ResourceType =>
  resourceType({ type, properties: z.unknown(), isInert: true, identify });

export const inertResourceTypes: readonly ResourceType[] = Object.entries(inertTypes).map(([type, { identify }]) =>
  inertType(type, identify),
);

/**
 * A type that the local run does not emulate: its resources have a name and an ARN, so that grants and settings can
 * name them. All other attributes are made-up names.
 */
export function inertByName(type: string): ResourceType {
  const [, service = '', kind = ''] = type.toLowerCase().split('::');
  return inertType(type, ({ physicalName, arn }) => {
    const name = physicalName();
    return {
      ref: name,
      attributes: { Arn: arn(service, `${kind}/${name}`) },
      otherAttribute: (attribute) => `${name}.${attribute}`,
    };
  });
}
