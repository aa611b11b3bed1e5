/** A table of the template. */
export interface TableDefinition {
  readonly name: string;
  readonly keySchema: readonly KeyElement[];
  readonly attributeDefinitions: readonly {
    readonly attributeName: string;
    readonly attributeType: 'S' | 'N' | 'B';
  }[];
  /** @default 'PAY_PER_REQUEST' */
  readonly billingMode?: 'PAY_PER_REQUEST' | 'PROVISIONED';
  /** Only with `PROVISIONED`. */
  readonly provisionedThroughput?: { readonly readCapacityUnits: number; readonly writeCapacityUnits: number };
  /** The attribute that holds an item's expiry in epoch seconds (D14). @default items don't expire */
  readonly ttlAttribute?: string;
  /** @default false */
  readonly pointInTimeRecovery?: boolean;
  /** @default false */
  readonly deletionProtection?: boolean;
}

export interface KeyElement {
  readonly attributeName: string;
  readonly keyType: 'HASH' | 'RANGE';
}

/** The table as the input of CreateTable. */
export const createTableInput = (table: TableDefinition): Record<string, unknown> => ({
  TableName: table.name,
  KeySchema: table.keySchema.map(({ attributeName, keyType }) => ({ AttributeName: attributeName, KeyType: keyType })),
  AttributeDefinitions: table.attributeDefinitions.map(({ attributeName, attributeType }) => ({
    AttributeName: attributeName,
    AttributeType: attributeType,
  })),
  BillingMode: table.billingMode ?? 'PAY_PER_REQUEST',
  ...(table.provisionedThroughput && {
    ProvisionedThroughput: {
      ReadCapacityUnits: table.provisionedThroughput.readCapacityUnits,
      WriteCapacityUnits: table.provisionedThroughput.writeCapacityUnits,
    },
  }),
});
