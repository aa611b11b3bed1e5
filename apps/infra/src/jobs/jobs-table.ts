import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

export interface JobsTableProps {
  /** Keeps table and key when the stack is deleted, and protects the table from deletion. */
  readonly retainData: boolean;
}

/** Where jobs are kept: one item a job, encrypted with a key of its own. */
export class JobsTable extends Construct {
  readonly table: Table;
  readonly key: Key;

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
      deletionProtection: props.retainData,
      removalPolicy,
    });
  }

  /** Lets a grantee read one job by its id, and nothing else. */
  grantRead(grantee: IGrantable): void {
    this.table.grant(grantee, 'dynamodb:GetItem');
    this.grantKey(grantee, 'kms:Decrypt');
  }

  /** Lets a grantee read and write single jobs. */
  grantReadWrite(grantee: IGrantable): void {
    this.table.grant(grantee, 'dynamodb:GetItem', 'dynamodb:PutItem');
    this.grantKey(
      grantee,
      'kms:Decrypt',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    );
  }

  /**
   * Lets DynamoDB, and nobody else, use the key for this table on behalf of the grantee.
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
