import { RemovalPolicy } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { suppress } from '../suppress.ts';

export interface LogGroupSettings {
  readonly retention: RetentionDays;
  readonly encryptionKey: Key;
  /** @default CloudFormation makes one */
  readonly logGroupName?: string;
  /** Keeps it when the stack is deleted. @default false */
  readonly retain?: boolean;
}

/** A log group of the stack. */
export function createLogGroup(scope: Construct, id: string, settings: LogGroupSettings): LogGroup {
  const { retain = false, ...group } = settings;
  const logGroup = new LogGroup(scope, id, {
    ...group,
    removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  if (settings.retention === RetentionDays.INFINITE) {
    suppress(logGroup, {
      CKV_AWS_66: 'This stage keeps its logs forever, as its settings logRetentionDays and accessLogRetentionDays say.',
    });
  }
  return logGroup;
}
