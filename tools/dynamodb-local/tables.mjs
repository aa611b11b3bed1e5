const string = (name) => ({ AttributeName: name, AttributeType: 'S' });
const key = (hash, range) => [
  { AttributeName: hash, KeyType: 'HASH' },
  ...(range ? [{ AttributeName: range, KeyType: 'RANGE' }] : []),
];
const index = (name, hash) => ({
  IndexName: name,
  KeySchema: key(hash, 'createdAt'),
  Projection: {
    ProjectionType: 'INCLUDE',
    NonKeyAttributes: ['jobId', 'status', 'startedAt', 'finishedAt', 'expiresAt'],
  },
});

/** A table like the stack's, and one with a sort key. */
export const tables = [
  {
    TableName: 'Jobs',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['id', 'listKey', 'statusKey', 'createdAt'].map(string),
    KeySchema: key('id'),
    GlobalSecondaryIndexes: [index('JobsByTime', 'listKey'), index('JobsByStatus', 'statusKey')],
  },
  {
    TableName: 'Pairs',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [string('pk'), { AttributeName: 'sk', AttributeType: 'N' }],
    KeySchema: key('pk', 'sk'),
  },
];
