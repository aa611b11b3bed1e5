import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { StageSettings } from '../stages/stage-settings.ts';
import { jobLists } from './job-lists.ts';

export interface JobsTableProps {
  /** Keeps table and key when the stack is deleted, and protects the table from deletion. */
  readonly retainData: boolean;
  /** Which job lists the table has indexes for. */
  readonly listing: StageSettings['api']['listing'];
  /** Adds a stream of the new images of changed items. */
  readonly stream: boolean;
}

/** The attributes of a job that a list shows, and that it needs to omit expired jobs. */
const listed = ['jobId', 'status', 'startedAt', 'finishedAt', 'expiresAt'];

const keyActionsOfWrites = [
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/** The table of jobs: one item per job, encrypted with its own key. */
export class JobsTable extends Construct {
  readonly table: Table;
  readonly key: Key;
  private readonly lists: string[] = [];

  constructor(scope: Construct, id: string, props: JobsTableProps) {
    super(scope, id);
    const removalPolicy = props.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.key = new Key(this, 'Key', {
      description: 'Encrypts the jobs table',
      enableKeyRotation: true,
      removalPolicy,
    });
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      ...(props.stream && { stream: StreamViewType.NEW_IMAGE }),
      deletionProtection: props.retainData,
      removalPolicy,
    });
    if (props.listing) this.addList(jobLists.byTime, 'listKey');
    if (props.listing === true) this.addList(jobLists.byStatus, 'statusKey');
  }

  private addList(indexName: string, key: string): void {
    this.lists.push(indexName);
    this.table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: { name: key, type: AttributeType.STRING },
      sortKey: { name: 'createdAt', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: listed,
    });
  }

  /** Lets a grantee read one job by its id, and nothing else. */
  grantRead(grantee: IGrantable): void {
    this.grantTable(grantee, 'dynamodb:GetItem');
    this.grantKey(grantee, 'kms:Decrypt');
  }

  /** Lets a grantee list jobs. */
  grantList(grantee: IGrantable): void {
    const indexes = this.lists.map((name) => `${this.table.tableArn}/index/${name}`);
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['dynamodb:Query'], resources: indexes }),
    );
    this.grantKey(grantee, 'kms:Decrypt');
  }

  /** Lets a grantee change single jobs. */
  grantUpdate(grantee: IGrantable): void {
    this.grantTable(grantee, 'dynamodb:UpdateItem');
    this.grantKey(grantee, ...keyActionsOfWrites);
  }

  /**
   * Lets a grantee read the stream, which is encrypted with the table's key (docs/facts/j.md#j11).
   * @returns the ARN of the stream
   */
  grantStreamRead(grantee: IGrantable): string {
    const { tableStreamArn } = this.table;
    if (tableStreamArn === undefined) throw new Error('The jobs table has no stream.');
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [tableStreamArn],
      }),
    );
    // This action has no resource to name.
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
    );
    this.grantKey(grantee, 'kms:Decrypt');
    return tableStreamArn;
  }

  /** Lets a grantee read and write single jobs. */
  grantReadWrite(grantee: IGrantable): void {
    this.grantTable(grantee, 'dynamodb:GetItem', 'dynamodb:PutItem');
    this.grantKey(grantee, ...keyActionsOfWrites);
  }

  /** Not `table.grant`, which would add all indexes. */
  private grantTable(grantee: IGrantable, ...actions: string[]): void {
    const statement = new PolicyStatement({ actions, resources: [this.table.tableArn] });
    grantee.grantPrincipal.addToPrincipalPolicy(statement);
  }

  /**
   * Lets only DynamoDB use the key, for this table and on behalf of the grantee.
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
   */
  private grantKey(grantee: IGrantable, ...actions: string[]): void {
    const { region, account } = Stack.of(this);
    const viaDynamoDb = { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` };
    const allow = (allowed: string[], conditions: Record<string, string>) =>
      grantee.grantPrincipal.addToPrincipalPolicy(
        new PolicyStatement({
          actions: allowed,
          resources: [this.key.keyArn],
          conditions: { StringEquals: conditions },
        }),
      );
    allow(actions, {
      ...viaDynamoDb,
      'kms:EncryptionContext:aws:dynamodb:tableName': this.table.tableName,
      'kms:EncryptionContext:aws:dynamodb:subscriberId': account,
    });
    // It has no encryption context.
    allow(['kms:DescribeKey'], viaDynamoDb);
  }
}
