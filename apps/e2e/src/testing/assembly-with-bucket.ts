import { modifiedAssembly, type Resources } from './modified-assembly.ts';
import { grantProcessor, setProcessorCode, statementsOf } from './processor-code.ts';

/** The actions that the CDK's `grantReadWrite` allows on the bucket and its objects. */
const granted = [
  ...['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*', 's3:PutObject', 's3:PutObjectLegalHold'],
  ...['s3:PutObjectRetention', 's3:PutObjectTagging', 's3:PutObjectVersionTagging', 's3:Abort*'],
];
const arn = { 'Fn::GetAtt': ['Files', 'Arn'] };
const all = [arn, { 'Fn::Join': ['', [arn, '/*']] }];

type Statement = Readonly<Record<string, unknown>>;

/** As synthesised from `new Bucket(stack, 'Files', { enforceSSL: true, minimumTLSVersion: 1.2, versioned: true })`. */
const bucket: Resources = {
  Files: {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketName: 'files-of-jobs',
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: { ServerSideEncryptionConfiguration: [] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true },
    },
  },
  FilesPolicy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Files' },
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          deny({ Bool: { 'aws:SecureTransport': 'false' } }),
          deny({ NumericLessThan: { 's3:TlsVersion': 1.2 } }),
        ],
      },
    },
  },
};

function deny(condition: object): Statement {
  return { Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*', Resource: all, Condition: condition };
}

export const bucketName = 'files-of-jobs';

export interface BucketOptions {
  /** The actions that the processor may perform on the bucket. @default those of `grantReadWrite` */
  readonly actions?: readonly string[];
  /** Additional statements for the bucket policy. */
  readonly statements?: readonly object[];
  /** JavaScript module to use as the processor. @default the real one */
  readonly processor?: string;
  readonly change?: (resources: Resources) => void;
}

/** A cloud assembly whose stack has a bucket, and a processor that may use it. */
export function assemblyWithBucket({
  actions = granted,
  statements = [],
  processor,
  change,
}: BucketOptions = {}): string {
  return modifiedAssembly((resources, assets) => {
    Object.assign(resources, structuredClone(bucket));
    grantProcessor(resources, actions.length > 0 ? [{ Effect: 'Allow', Action: actions, Resource: all }] : []);
    statementsOf(resources.FilesPolicy).push(...statements);
    change?.(resources);
    if (processor !== undefined) setProcessorCode(resources, assets, processor);
  });
}
