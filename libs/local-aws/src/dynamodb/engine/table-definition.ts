import type { StreamViewType } from './streams/stream-record.ts';

/** A table of the template. */
export interface TableDefinition {
  readonly name: string;
  readonly keySchema: readonly KeyElement[];
  readonly attributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: 'S' | 'N' | 'B';
  }[];
  /** @default none */
  readonly globalIndexes?: readonly GlobalIndex[];
  /** @default 'PAY_PER_REQUEST' */
  readonly billingMode?: 'PAY_PER_REQUEST' | 'PROVISIONED';
  /** Only with `PROVISIONED`. */
  readonly provisionedThroughput?: { readonly ReadCapacityUnits: number; readonly WriteCapacityUnits: number };
  /** The attribute that holds an item's expiry in epoch seconds (docs/facts/d.md#d14). @default items don't expire */
  readonly timeToLiveAttribute?: string;
  /** The images in the records of the table's stream. @default no stream */
  readonly streamViewType?: StreamViewType;
  /** @default false */
  readonly pointInTimeRecovery?: boolean;
  /** @default false */
  readonly deletionProtection?: boolean;
}

/** A global secondary index, as in CreateTable. */
export interface GlobalIndex {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: {
    readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
    readonly NonKeyAttributes?: readonly string[] | undefined;
  };
}

export interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

/** The table as the input of CreateTable. */
export const createTableInput = (table: TableDefinition): Record<string, unknown> => ({
  TableName: table.name,
  KeySchema: table.keySchema,
  AttributeDefinitions: table.attributeDefinitions,
  GlobalSecondaryIndexes: table.globalIndexes,
  BillingMode: table.billingMode ?? 'PAY_PER_REQUEST',
  ProvisionedThroughput: table.provisionedThroughput,
});
